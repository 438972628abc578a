package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.store.DocumentForm;
import io.linecheck.store.JsonValues;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stored documents as answers show them: names of the catalogue, in its order, nothing absent. */
final class DocumentReader {
  private final Dataset dataset;
  private final ActiveCalls activeCalls;

  DocumentReader(Dataset dataset, ActiveCalls activeCalls) {
    this.dataset = dataset;
    this.activeCalls = activeCalls;
  }

  Map<String, Object> read(JsonNode source) {
    String root = Indices.root(dataset);
    JsonNode members = root.isEmpty() ? source : source.path(root);
    Map<String, Object> document = new LinkedHashMap<>();
    for (Field field : Fields.of(dataset)) {
      Object value =
          ActiveCalls.has(dataset, field.name())
              ? active(field.name(), members)
              : value(field.type(), members.path(field.name()));
      if (value != null) {
        document.put(field.name(), value);
      }
    }
    JsonNode report = members.path(DocumentForm.REPORT);
    if (dataset == Dataset.REPORTS && !report.isMissingNode() && !report.isNull()) {
      document.put(DocumentForm.REPORT, report.isString() ? report.asString() : plain(report));
    }
    DocumentForm.complete(dataset, document);
    return document;
  }

  /** A value of a field as answers have it; null if it is absent. */
  static @Nullable Object value(FieldType type, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return switch (type) {
      case KEYWORD -> node.asString();
      case NUMBER -> node.asDouble();
      case BOOLEAN -> node.asBoolean();
      case TIME -> millis(node);
    };
  }

  private Object active(String field, JsonNode members) {
    JsonNode end = members.path("endTimestamp");
    boolean ended = members.path(ActiveCalls.ENDED).asBoolean(false);
    return ActiveCalls.value(
        field, !end.isMissingNode() && activeCalls.isActive(ended, millis(end)));
  }

  /** Dates come as they were sent or, where documents are put together again, in their format. */
  private static long millis(JsonNode node) {
    if (node.isNumber()) {
      return node.asLong();
    }
    String text = node.asString();
    return text.endsWith("Z") ? Instant.parse(text).toEpochMilli() : Long.parseLong(text);
  }

  private static Object plain(JsonNode node) {
    Object value = JsonValues.parse(node.toString());
    return value == null ? Map.of() : value;
  }
}
