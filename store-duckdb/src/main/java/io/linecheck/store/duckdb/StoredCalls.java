package io.linecheck.store.duckdb;

import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import io.linecheck.store.StreamTail;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Reads back what the writer must know of stored calls. For the owner of the connection alone. */
final class StoredCalls {
  private final DuckDBConnection connection;

  StoredCalls(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** The highest numbers given so far. */
  record Last(int callId, int legId, long seq) {}

  Last last() throws SQLException {
    String sql =
        """
        SELECT
          (SELECT coalesce(max(call_id), 0) FROM call_leg),
          (SELECT coalesce(max(leg_id), 0) FROM call_leg),
          (SELECT greatest(
            (SELECT coalesce(max(seq), 0) FROM ingest_batch),
            (SELECT value FROM meta WHERE name = 'derived_seq')))
        """;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Last(row.getInt(1), row.getInt(2), row.getLong(3));
    }
  }

  CallIndex index() throws SQLException {
    CallIndex index = new CallIndex();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DISTINCT call_id, contact_id, agent FROM call_leg")) {
      while (rows.next()) {
        index.put(new CallKey(rows.getString(2), rows.getString(3)), rows.getInt(1));
      }
    }
    return index;
  }

  /** The call with that number, or null if it is another call's number or nobody's any more. */
  @Nullable CallState load(CallKey call, int callId) throws SQLException {
    CallState state = new CallState(callId);
    loadLegs(call, state);
    if (state.legs.isEmpty()) {
      return null;
    }
    loadSamples(state);
    loadReportsAndEvents(state);
    state.publish();
    return state;
  }

  /** Whether a call of that number, whichever, is stored. */
  boolean exists(int callId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM call_leg WHERE call_id = ? LIMIT 1")) {
      statement.setInt(1, callId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The ends of a call's streams, without loading all of it. */
  Map<StreamType, StreamTail> tails(CallKey call, int callId) throws SQLException {
    EnumMap<StreamType, StreamTail> tails = new EnumMap<>(StreamType.class);
    String sql =
        """
        SELECT stream, min(ts), max(ts), arg_max_null(jitter_buffer_millis, ts), max(jitter_buffer_millis)
        FROM sample
        WHERE leg_id IN (SELECT leg_id FROM call_leg WHERE call_id = ? AND contact_id = ? AND agent = ?)
        GROUP BY stream
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, callId);
      statement.setString(2, call.contactId());
      statement.setString(3, call.agent());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tails.put(
              StreamCode.stream(rows.getInt(1)),
              new StreamTail(
                  rows.getLong(2),
                  rows.getLong(3),
                  Legs.orNaN(rows, 4),
                  StreamTail.isCumulative(Legs.orNaN(rows, 5))));
        }
      }
    }
    return tails;
  }

  /** Every stored (name, moment) of an agent's API metrics from a moment on. */
  void forEachMetric(String agent, long from, BiConsumer<String, Long> each) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name, ts FROM api_metric WHERE agent = ? AND ts >= ?")) {
      statement.setString(1, agent);
      statement.setLong(2, from);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          each.accept(rows.getString(1), rows.getLong(2));
        }
      }
    }
  }

  private void loadLegs(CallKey call, CallState state) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT * FROM call_leg WHERE call_id = ? AND contact_id = ? AND agent = ?")) {
      statement.setInt(1, state.callId);
      statement.setString(2, call.contactId());
      statement.setString(3, call.agent());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          state.legs.put(Legs.context(rows), rows.getInt("leg_id"));
        }
      }
    }
  }

  private void loadSamples(CallState state) throws SQLException {
    String sql =
        "SELECT stream, ts, jitter_buffer_millis FROM sample WHERE leg_id IN (SELECT leg_id FROM"
            + " call_leg WHERE call_id = ?) ORDER BY ts";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, state.callId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          state.stream(StreamCode.stream(rows.getInt(1))).add(rows.getLong(2), Legs.orNaN(rows, 3));
        }
      }
    }
  }

  private void loadReportsAndEvents(CallState state) throws SQLException {
    String legs = " WHERE leg_id IN (SELECT leg_id FROM call_leg WHERE call_id = ?)";
    String sql =
        "SELECT NULL, ts FROM call_report"
            + legs
            + " UNION ALL SELECT kind, ts FROM call_event"
            + legs;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, state.callId);
      statement.setInt(2, state.callId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String kind = rows.getString(1);
          if (kind == null) {
            state.reports.add(rows.getLong(2));
          } else {
            state.events.add(new CallState.EventKey(kind, rows.getLong(2)));
          }
        }
      }
    }
  }
}
