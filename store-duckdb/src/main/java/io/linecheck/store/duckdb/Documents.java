package io.linecheck.store.duckdb;

import io.linecheck.model.Dataset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as documents: names of the catalogue, in its order, without what is absent. */
final class Documents {
  private Documents() {}

  /**
   * @param first the result's column with the relation's first field; for reports, the column after
   *     the last field holds the whole report
   */
  static Map<String, Object> read(ResultSet row, int first, Relation relation) throws SQLException {
    Map<String, Object> document = new LinkedHashMap<>();
    int at = first;
    for (Column column : relation.columns()) {
      put(document, column.field().name(), Rows.value(row, at, column.field()));
      at++;
    }
    if (relation.dataset() == Dataset.REPORTS) {
      put(document, "report", row.getString(at));
      parse(document, "report");
    }
    if (relation.dataset() == Dataset.EVENTS) {
      parse(document, "data");
    }
    if (relation.dataset() == Dataset.API_METRICS) {
      nameTheTime(document);
    }
    return document;
  }

  /** The AWS sample has an API metric's time under the method's own name. */
  private static void nameTheTime(Map<String, Object> document) {
    Object time = document.get("time");
    if (document.get("name") instanceof String name && time != null) {
      document.putIfAbsent(name, time);
    }
  }

  private static void put(Map<String, Object> document, String name, @Nullable Object value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  /** Turns a member that is JSON text into what it says. */
  private static void parse(Map<String, Object> document, String name) {
    if (document.get(name) instanceof String text) {
      Object parsed = JsonValues.parse(text);
      document.put(name, parsed == null ? text : parsed);
    }
  }
}
