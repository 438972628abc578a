package io.linecheck.store.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * How far a store has come: both numbers only grow, and whatever was acknowledged has raised one.
 *
 * @param batches number of the last batch of telemetry
 * @param changes number of the last change of a document or the audit log
 */
record CommitPosition(long batches, long changes) {
  static final CommitPosition NOTHING = new CommitPosition(0, 0);

  private static final String BATCHES =
      """
      SELECT greatest(
        (SELECT coalesce(max(seq), 0) FROM ingest_batch),
        (SELECT coalesce(max(value), 0) FROM meta WHERE name = 'derived_seq'))
      """;
  private static final String CHANGES =
      "SELECT coalesce(max(value), 0) FROM meta WHERE name = '" + Meta.DIRECT_SEQ + "'";

  /** Of a database of any version; a new one has come nowhere. */
  static CommitPosition in(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long tables =
          number(
              statement,
              "SELECT count(*) FROM duckdb_tables()"
                  + " WHERE database_name = current_database()"
                  + " AND table_name IN ('ingest_batch', 'meta')");
      return tables < 2
          ? NOTHING
          : new CommitPosition(number(statement, BATCHES), number(statement, CHANGES));
    }
  }

  boolean reaches(CommitPosition other) {
    return batches >= other.batches && changes >= other.changes;
  }

  /** What of {@code other} lies beyond this, in words. */
  String missingOf(CommitPosition other) {
    List<String> missing = new ArrayList<>();
    if (other.batches > batches) {
      missing.add(counted(other.batches - batches, "batch", "batches") + " of telemetry");
    }
    if (other.changes > changes) {
      missing.add(
          counted(other.changes - changes, "change", "changes")
              + " of accounts, settings or the audit log");
    }
    return String.join(" and ", missing);
  }

  /** What an operator copies to say that what lies between here and there may be lost. */
  String code() {
    return batches + "-" + changes;
  }

  private static String counted(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
