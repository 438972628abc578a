package io.linecheck.access;

import io.linecheck.enrich.AddressText;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a reader may not see. They are in no document, and no question may name them: who can
 * filter by a value can find it out.
 */
public enum HiddenFields {
  NONE(Set.of(), Set.of()),

  /**
   * Where agents are in the network, and through which machines they speak. A report and what came
   * with an event are whatever the page sent: addresses in them are blanked, and the latter, which
   * can be asked for, may not be.
   */
  NETWORK(
      Set.of(
          CallAttribute.AGENT_PRIVATE_IP.fieldName(),
          CallAttribute.AGENT_PUBLIC_IP.fieldName(),
          CallAttribute.SIGNALING_ENDPOINT.fieldName(),
          CallAttribute.ICE_SERVERS.fieldName()),
      Set.of(HiddenFields.EVENT_DATA));

  private static final String EVENT_DATA = "data";
  private static final String REPORT = "report";
  private static final String BLANK = "hidden";

  private final Set<String> names;
  private final Set<String> notOfEvents;

  HiddenFields(Set<String> names, Set<String> notOfEvents) {
    this.names = names;
    this.notOfEvents = notOfEvents;
  }

  /** Whether questions about the dataset may not name the field. */
  public boolean hides(Dataset dataset, String field) {
    return names.contains(field) || (dataset == Dataset.EVENTS && notOfEvents.contains(field));
  }

  void refuse(Dataset dataset, Stream<String> fields) {
    fields
        .filter(field -> hides(dataset, field))
        .findFirst()
        .ifPresent(field -> {
          throw new StoreException(
              StoreException.Cause.FORBIDDEN,
              "field '" + field + "' may not be seen without the permission to see network data");
        });
  }

  List<Map<String, Object>> without(List<Map<String, Object>> documents) {
    return this == NONE ? documents : documents.stream().map(this::without).toList();
  }

  Map<String, Object> without(Map<String, Object> document) {
    if (this == NONE) {
      return document;
    }
    Map<String, Object> shown = new LinkedHashMap<>(document);
    shown.keySet().removeAll(names);
    shown.computeIfPresent(REPORT, (_, report) -> blanked(report));
    shown.computeIfPresent(EVENT_DATA, (_, data) -> blanked(data));
    return shown;
  }

  private Object blanked(Object given) {
    return switch (given) {
      case Map<?, ?> members -> {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        members.forEach((name, value) -> {
          String key = String.valueOf(name);
          if (!names.contains(key)) {
            shown.put(key, value == null ? null : blanked(value));
          }
        });
        yield shown;
      }
      case List<?> items -> {
        List<@Nullable Object> shown = new ArrayList<>();
        items.forEach(item -> shown.add(item == null ? null : blanked(item)));
        yield shown;
      }
      case String text -> AddressText.replace(text, _ -> BLANK);
      default -> given;
    };
  }
}
