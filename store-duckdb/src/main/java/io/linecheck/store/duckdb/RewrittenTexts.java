package io.linecheck.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Changes texts row by row: what SQL cannot say is said by a function, and the changed rows are
 * replaced in one statement.
 */
final class RewrittenTexts {
  private RewrittenTexts() {}

  interface Rewriting {
    /** The row's new text; the same where nothing changes. */
    String of(String text, ResultSet row) throws SQLException;
  }

  /**
   * @param rows selects the row's id and its text first, then what the rewriting wants to know
   */
  static void replace(
      DuckDBConnection connection, String table, String column, Sql rows, Rewriting rewriting)
      throws SQLException {
    Database.execute(
        connection, "CREATE OR REPLACE TEMP TABLE rewritten (id BIGINT, changed VARCHAR)");
    try (PreparedStatement select = connection.prepareStatement(rows.text());
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO rewritten VALUES (?, ?)")) {
      rows.bindTo(select);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String text = row.getString(2);
          String changed = rewriting.of(text, row);
          if (!changed.equals(text)) {
            insert.setLong(1, row.getLong(1));
            insert.setString(2, changed);
            insert.executeUpdate();
          }
        }
      }
    }
    Database.execute(
        connection,
        "UPDATE "
            + table
            + " SET "
            + column
            + " = r.changed FROM rewritten r WHERE "
            + table
            + ".rowid = r.id");
    Database.execute(connection, "DROP TABLE rewritten");
  }
}
