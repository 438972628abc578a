package io.linecheck.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL text with the values of its parameters. What came from outside goes through {@link #bind}
 * alone; text is ours.
 */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  Sql add(String more) {
    text.append(more);
    return this;
  }

  Sql add(Sql more) {
    text.append(more.text);
    values.addAll(more.values);
    return this;
  }

  Sql bind(Object value) {
    text.append('?');
    values.add(value);
    return this;
  }

  Sql bindAll(Iterable<?> all) {
    String comma = "";
    for (Object value : all) {
      add(comma).bind(value);
      comma = ", ";
    }
    return this;
  }

  String text() {
    return text.toString();
  }

  void bindTo(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  @Override
  public String toString() {
    return text + " " + values;
  }
}
