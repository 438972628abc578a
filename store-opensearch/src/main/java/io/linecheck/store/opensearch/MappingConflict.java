package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A field that an index has otherwise than Linecheck's rows need it: it would refuse them, or store
 * them so that questions are answered wrongly.
 *
 * @param present the field's type there; empty if the index lacks it
 */
record MappingConflict(String index, String field, String present, String wanted) {
  /**
   * The first conflict of an index, a field of another type before one that is lacking; fields that
   * only it has are no concern of ours.
   */
  static Optional<MappingConflict> of(String index, JsonNode present, JsonNode wanted) {
    Map<String, String> there = new TreeMap<>();
    Map<String, String> ours = new TreeMap<>();
    types("", present, there);
    types("", wanted, ours);
    return ours.entrySet().stream()
        .filter(field -> !field.getValue().equals(there.get(field.getKey())))
        .map(field ->
            new MappingConflict(
                index, field.getKey(), there.getOrDefault(field.getKey(), ""), field.getValue()))
        .min(Comparator.comparing(MappingConflict::isLack));
  }

  private static void types(String path, JsonNode mapping, Map<String, String> types) {
    for (String inner : new String[] {"properties", "fields"}) {
      mapping
          .path(inner)
          .properties()
          .forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            types.put(name, field.getValue().path("type").asString("object"));
            types(name, field.getValue(), types);
          });
    }
  }

  /** Whether a field is lacking, which can be added. */
  boolean isLack() {
    return present.isEmpty();
  }

  Trouble trouble() {
    return isLack()
        ? new Trouble(
            Trouble.Effect.REFUSED,
            "index %s lacks the field %s (%s)".formatted(index, field, wanted),
            "see why it could not be added, or let linecheck opensearch setup do it")
        : new Trouble(
            Trouble.Effect.REFUSED,
            "index %s was not made by Linecheck: its field %s is of type %s, expected %s"
                .formatted(index, field, present, wanted),
            "copy it with _reindex to a name that begins otherwise and delete it, or keep"
                + " Linecheck's indices apart with opensearch-prefix; nothing is taken that belongs"
                + " into it until then");
  }

  /** Waiting does not help: whoever sends it is to come again later. */
  StoreException refusal() {
    return new StoreException(StoreException.Cause.BROKEN, trouble(), null);
  }
}
