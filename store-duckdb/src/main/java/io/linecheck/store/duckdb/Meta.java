package io.linecheck.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** The numbers the store keeps about itself. */
final class Meta {
  static final String DERIVED_SEQ = "derived_seq";
  static final String DIRECT_SEQ = "direct_seq";
  static final String SAMPLES_FROM = "samples_from";
  static final String ADDRESSES_UNTIL = "addresses_until";

  private Meta() {}

  static long read(DuckDBConnection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("meta has no row " + name);
        }
        return row.getLong(1);
      }
    }
  }

  static void write(DuckDBConnection connection, String name, long value) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE meta SET value = ? WHERE name = ?")) {
      statement.setLong(1, value);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }
}
