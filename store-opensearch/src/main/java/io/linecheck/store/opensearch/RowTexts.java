package io.linecheck.store.opensearch;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The free texts of a row: a report as a whole, the data of an event. */
final class RowTexts {
  private static final String REPORT = "report";
  private static final String DATA = "data";

  private RowTexts() {}

  /** Changes them as JSON texts. */
  static void change(StoredRow row, UnaryOperator<String> change) {
    ObjectNode members = row.members();
    JsonNode report = members.path(REPORT);
    if (report.isObject()) {
      members.set(REPORT, Json.MAPPER.readTree(change.apply(report.toString())));
    }
    JsonNode data = members.path(DATA);
    if (data.isString()) {
      members.put(DATA, change.apply(data.asString()));
    }
  }
}
