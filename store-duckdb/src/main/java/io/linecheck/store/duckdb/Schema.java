package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The versions of the tables. Each is a script in {@code schema/}, run once, in a transaction with
 * its entry in {@code schema_version}. A script that has been released is never changed.
 */
final class Schema {
  private static final List<String> SCRIPTS =
      List.of(
          "V1__telemetry.sql",
          "V2__derived.sql",
          "V3__documents.sql",
          "V4__persons.sql",
          "V5__attributes.sql",
          "V6__losses.sql",
          "V7__whole_counts.sql");

  private Schema() {}

  /** What {@link #migrate} leads to. */
  static int version() {
    return SCRIPTS.size();
  }

  static void migrate(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, script VARCHAR NOT"
              + " NULL, applied_at TIMESTAMP NOT NULL DEFAULT current_timestamp)");
      int present = version(statement);
      refuseNewer(present);
      for (int version = present + 1; version <= SCRIPTS.size(); version++) {
        apply(connection, version, SCRIPTS.get(version - 1));
      }
    }
  }

  /**
   * Whether this is a database of ours that this version can open.
   *
   * @throws SQLException if it has no schema version
   */
  static void requireKnown(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      refuseNewer(version(statement));
    }
  }

  private static void refuseNewer(int present) {
    if (present > SCRIPTS.size()) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          "the data has schema version "
              + present
              + ", written by a newer Linecheck; this one knows up to "
              + SCRIPTS.size()
              + ": start the newer one");
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void apply(DuckDBConnection connection, int version, String script)
      throws SQLException {
    Database.inTransaction(
        connection,
        within -> {
          Database.execute(within, read(script));
          Database.execute(
              within,
              "INSERT INTO schema_version (version, script) VALUES ("
                  + version
                  + ", '"
                  + script
                  + "')");
          return version;
        });
  }

  private static String read(String script) {
    try (InputStream in = Schema.class.getResourceAsStream("schema/" + script)) {
      if (in == null) {
        throw new IllegalStateException("schema/" + script + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
