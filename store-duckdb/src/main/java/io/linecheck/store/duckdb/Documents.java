package io.linecheck.store.duckdb;

import io.linecheck.model.Dataset;
import io.linecheck.store.DocumentForm;
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
      put(document, DocumentForm.REPORT, row.getString(at));
    }
    DocumentForm.complete(relation.dataset(), document);
    return document;
  }

  private static void put(Map<String, Object> document, String name, @Nullable Object value) {
    if (value != null) {
      document.put(name, value);
    }
  }
}
