package io.linecheck.store.duckdb;

import io.linecheck.model.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads cells of a result, NULL as null. */
final class Rows {
  private Rows() {}

  static @Nullable Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Long whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Boolean flag(ResultSet row, int column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }

  /** A cell as documents and answers show values of the field. */
  static @Nullable Object value(ResultSet row, int column, Field field) throws SQLException {
    return switch (field.type()) {
      case KEYWORD -> row.getString(column);
      case NUMBER -> number(row, column);
      case BOOLEAN -> flag(row, column);
      case TIME -> whole(row, column);
    };
  }
}
