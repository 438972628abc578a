package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import java.util.List;
import java.util.Map;

/** The fields that tell any two documents of a dataset apart, and their order in time. */
final class DocumentKeys {
  private DocumentKeys() {}

  static List<String> of(Dataset dataset) {
    return switch (dataset) {
      case SAMPLES, WINDOWS ->
          List.of(Fields.TIMESTAMP, Fields.CONTACT_ID, Fields.AGENT, Fields.STREAM);
      case CALLS, REPORTS -> List.of(Fields.TIMESTAMP, Fields.CONTACT_ID, Fields.AGENT);
      case API_METRICS -> List.of(Fields.TIMESTAMP, Fields.AGENT, "name");
      case EVENTS -> List.of(Fields.TIMESTAMP, Fields.CONTACT_ID, Fields.AGENT, "kind");
    };
  }

  /** Sorts by the key. */
  static List<Map<String, Object>> sort(Dataset dataset) {
    return of(dataset).stream()
        .map(name -> Fields.find(dataset, name).orElseThrow())
        .map(field -> sort(dataset, field))
        .toList();
  }

  private static Map<String, Object> sort(Dataset dataset, Field field) {
    return Map.of(
        Indices.path(dataset, field), Map.of("order", "asc", "unmapped_type", type(field.type())));
  }

  /** What a field counts as in an index that does not know it. */
  static String type(FieldType type) {
    return switch (type) {
      case KEYWORD -> "keyword";
      case NUMBER -> "double";
      case BOOLEAN -> "boolean";
      case TIME -> "date";
    };
  }
}
