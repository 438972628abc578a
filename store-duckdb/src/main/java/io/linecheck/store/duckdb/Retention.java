package io.linecheck.store.duckdb;

import io.linecheck.model.Dataset;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * Removes what is too old, and the oldest of what is too much. Rows lie in the order of time, so
 * that whole row groups go and their place in the file is used again; a day per transaction keeps
 * each small.
 */
final class Retention {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** A leg is left over when no row names it any more. */
  private static final String DELETE_LEGS =
      """
      DELETE FROM call_leg
      WHERE first_seen < ?
        AND leg_id NOT IN (SELECT leg_id FROM sample)
        AND leg_id NOT IN (SELECT leg_id FROM quality_window)
        AND leg_id NOT IN (SELECT leg_id FROM call_report)
        AND leg_id NOT IN (SELECT leg_id FROM call_event)
        AND call_id NOT IN (SELECT call_id FROM call)
      """;

  private final Database database;
  private final GroupCommit writer;
  private final Deriver deriver;

  Retention(Database database, GroupCommit writer, Deriver deriver) {
    this.database = database;
    this.writer = writer;
    this.deriver = deriver;
  }

  Optional<SizeCut> apply(RetentionPolicy policy) {
    try {
      DuckDBConnection connection = database.connect();
      try {
        byAge(policy, connection);
        Long most = policy.mostBytes();
        return most == null ? Optional.empty() : bySize(policy.now(), most, connection);
      } finally {
        database.release(connection);
      }
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, "retention stopped half-way: " + e.getMessage(), e);
    }
  }

  private void byAge(RetentionPolicy policy, DuckDBConnection connection) throws SQLException {
    for (Map.Entry<Dataset, Duration> entry : policy.keep().entrySet()) {
      remove(connection, entry.getKey(), policy.now().minus(entry.getValue()).toEpochMilli());
    }
    if (policy.keep().size() == Dataset.values().length) {
      Duration longest =
          policy.keep().values().stream().max(Comparator.naturalOrder()).orElseThrow();
      removeTraces(policy.now().minus(longest).toEpochMilli());
    }
    Database.checkpoint(connection);
  }

  private Optional<SizeCut> bySize(Instant now, long most, DuckDBConnection connection)
      throws SQLException {
    long bytesBefore = usedBytes(connection);
    long bytes = bytesBefore;
    long today = Math.floorDiv(now.toEpochMilli(), DAY_MILLIS) * DAY_MILLIS;
    long before = 0;
    int days = 0;
    while (bytes > most) {
      long oldest = oldest(connection);
      if (oldest >= today) {
        break;
      }
      before = (Math.floorDiv(oldest, DAY_MILLIS) + 1) * DAY_MILLIS;
      for (Dataset dataset : Dataset.values()) {
        remove(connection, dataset, before);
      }
      removeTraces(before);
      Database.checkpoint(connection);
      bytes = usedBytes(connection);
      days++;
    }
    return days == 0
        ? Optional.empty()
        : Optional.of(new SizeCut(Instant.ofEpochMilli(before), days, bytesBefore, bytes));
  }

  /**
   * The blocks that hold something; just after a checkpoint there is no more. A file does not
   * shrink when rows go: their blocks are used for the next.
   */
  private static long usedBytes(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet size = statement.executeQuery("CALL pragma_database_size()")) {
      size.next();
      return size.getLong("used_blocks") * size.getLong("block_size");
    }
  }

  private static long oldest(DuckDBConnection connection) throws SQLException {
    long oldest = Long.MAX_VALUE;
    for (String table :
        List.of(
            "sample",
            "quality_window",
            "roll_1m",
            "call",
            "call_report",
            "api_metric",
            "call_event")) {
      oldest = Math.min(oldest, oldest(connection, table));
    }
    return oldest;
  }

  private void remove(DuckDBConnection connection, Dataset dataset, long before)
      throws SQLException {
    switch (dataset) {
      case SAMPLES -> {
        // First, so that no window is derived from what is left of its samples.
        deriver.pausedFor(() -> raiseSamplesFrom(connection, before));
        removeDays(connection, "sample", before);
      }
      case WINDOWS ->
          deriver.pausedFor(() -> {
            removeDays(connection, "quality_window", before);
            removeDays(connection, "roll_1m", before);
          });
      case CALLS -> deriver.pausedFor(() -> removeDays(connection, "call", before));
      case REPORTS -> removeDays(connection, "call_report", before);
      case API_METRICS -> removeDays(connection, "api_metric", before);
      case EVENTS -> removeDays(connection, "call_event", before);
    }
  }

  private static void raiseSamplesFrom(DuckDBConnection connection, long before)
      throws SQLException {
    if (before > Meta.read(connection, Meta.SAMPLES_FROM)) {
      Meta.write(connection, Meta.SAMPLES_FROM, before);
    }
  }

  private static void removeDays(DuckDBConnection connection, String table, long before)
      throws SQLException {
    long oldest = oldest(connection, table);
    while (oldest < before) {
      remove(connection, table, Math.min(oldest + DAY_MILLIS, before));
      oldest = oldest(connection, table);
    }
  }

  private static long oldest(DuckDBConnection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT min(ts) FROM " + table)) {
      row.next();
      long oldest = row.getLong(1);
      return row.wasNull() ? Long.MAX_VALUE : oldest;
    }
  }

  private static void remove(DuckDBConnection connection, String table, long before)
      throws SQLException {
    update(connection, "DELETE FROM " + table + " WHERE ts < ?", before);
  }

  private static void update(DuckDBConnection connection, String sql, long before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before);
      statement.executeUpdate();
    }
  }

  /** On the writer's thread: between two commits nobody is about to use a leg. */
  private void removeTraces(long before) throws SQLException {
    deriver.pausedFor(() ->
        writer.run((connection, planner) -> {
          update(
              connection,
              "DELETE FROM ingest_batch WHERE received_at < ? AND seq <= (SELECT value FROM"
                  + " meta WHERE name = 'derived_seq')",
              before);
          update(connection, DELETE_LEGS, before);
          planner.forgetAll();
        }));
  }
}
