package io.linecheck.store.duckdb;

import io.linecheck.derive.Stretch;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/**
 * The calls that new batches bear on, and which stretch of each is to be derived again: the hull of
 * the batches, in whole windows, or the whole call if its phases changed.
 *
 * <p>The stretches are also put in the temporary table {@code touched} for statements to join with.
 */
final class TouchedCalls {
  static final String CREATE_TABLE =
      """
      CREATE OR REPLACE TEMP TABLE touched (
        call_id INTEGER NOT NULL,
        from_ts BIGINT NOT NULL,
        to_ts BIGINT NOT NULL,
        minute_from BIGINT NOT NULL,
        minute_to BIGINT NOT NULL)
      """;

  /** A cycle ends after the batch that brings it here: a bound of memory and of time. */
  private static final long ITEMS_PER_CYCLE = 400_000;

  private static final int BATCHES_PER_CYCLE = 20_000;

  private final Map<Integer, Stretch> calls = new TreeMap<>();
  private final Map<Integer, Leg> legs = new HashMap<>();
  private final Map<StreamOfCall, Reach> reaches = new HashMap<>();
  private long lastSeq;

  private record StreamOfCall(int callId, StreamType stream) {}

  private record Reach(long first, long last) {}

  record Leg(int legId, int callId, CallKey call, CallContext context) {}

  private TouchedCalls(long lastSeq) {
    this.lastSeq = lastSeq;
  }

  /** What came after {@code derivedSeq}; reads and fills tables in the open transaction. */
  static TouchedCalls after(long derivedSeq, long samplesFrom, DuckDBConnection connection)
      throws SQLException {
    TouchedCalls touched = new TouchedCalls(derivedSeq);
    touched.readBatches(connection);
    if (!touched.calls.isEmpty()) {
      touched.fillTable(connection);
      touched.readExtents(connection);
      touched.widenToNeighbours(connection);
      touched.calls.values().forEach(stretch -> stretch.clip(samplesFrom));
      touched.fillTable(connection);
      touched.readLegs(connection);
    }
    return touched;
  }

  long lastSeq() {
    return lastSeq;
  }

  Collection<Integer> callIds() {
    return calls.keySet();
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  Leg leg(int legId) {
    Leg leg = legs.get(legId);
    if (leg == null) {
      throw new IllegalStateException("rows name leg " + legId + ", which is not stored");
    }
    return leg;
  }

  Collection<Leg> legs() {
    return legs.values();
  }

  /** The start of the window before which no touched call has anything. */
  long callsFrom() {
    return calls.values().stream().mapToLong(Stretch::callWindowFrom).min().orElse(0);
  }

  /** Where in time the stretches lie. */
  List<Stretch> regions() {
    return Stretch.regions(calls.values());
  }

  private void readBatches(DuckDBConnection connection) throws SQLException {
    String sql =
        """
        SELECT b.seq, l.call_id, b.from_ts, b.to_ts, b.phases_changed, b.accepted
        FROM (SELECT * FROM ingest_batch WHERE seq > ? ORDER BY seq LIMIT %d) b
        LEFT JOIN call_leg l ON l.leg_id = b.leg_id
        ORDER BY b.seq
        """
            .formatted(BATCHES_PER_CYCLE);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lastSeq);
      try (ResultSet rows = statement.executeQuery()) {
        long items = 0;
        while (items < ITEMS_PER_CYCLE && rows.next()) {
          lastSeq = rows.getLong(1);
          int callId = rows.getInt(2);
          if (!rows.wasNull()) {
            add(callId, rows.getLong(3), rows.getLong(4) + 1, rows.getBoolean(5));
            items += rows.getInt(6);
          }
        }
      }
    }
  }

  private void add(int callId, long from, long to, boolean phasesChanged) {
    calls.computeIfAbsent(callId, _ -> new Stretch(from, to)).add(from, to, phasesChanged);
  }

  /** How far the calls reached so far. */
  private void readExtents(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT c.call_id, c.ts, c.end_timestamp FROM call c JOIN touched t ON c.call_id ="
                    + " t.call_id")) {
      while (rows.next()) {
        Stretch stretch = calls.get(rows.getInt(1));
        if (stretch != null) {
          stretch.known(rows.getLong(2), rows.getLong(3) + 1);
        }
      }
    }
  }

  /**
   * A window's score depends on whether its stream goes on before and after it, so the windows next
   * to the stretch are derived again as well; and how far the streams reach must be known.
   */
  private void widenToNeighbours(DuckDBConnection connection) throws SQLException {
    String sql =
        """
        SELECT w.call_id, w.stream, min(w.first_sample), max(w.last_sample),
          max(w.ts) FILTER (w.ts < t.from_ts), min(w.ts) FILTER (w.ts >= t.to_ts)
        FROM quality_window w JOIN touched t ON w.call_id = t.call_id
        WHERE w.ts >= ?
        GROUP BY w.call_id, w.stream
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, callsFrom());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int callId = rows.getInt(1);
          StreamType stream = StreamCode.stream(rows.getInt(2));
          streamReaches(callId, stream, rows.getLong(3), rows.getLong(4));
          Stretch stretch = calls.get(callId);
          if (stretch != null) {
            stretch.includeWindow(Rows.whole(rows, 5));
            stretch.includeWindow(Rows.whole(rows, 6));
          }
        }
      }
    }
  }

  /** Notes samples of a stream at these moments. */
  void streamReaches(int callId, StreamType stream, long first, long last) {
    reaches.merge(
        new StreamOfCall(callId, stream),
        new Reach(first, last),
        (a, b) -> new Reach(Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
  }

  /** Whether samples are known on both sides of a window. */
  boolean interior(int callId, StreamType stream, long windowStart) {
    Reach reach = reaches.get(new StreamOfCall(callId, stream));
    return reach != null
        && reach.first() < windowStart
        && reach.last() >= windowStart + Stretch.WINDOW_MILLIS;
  }

  private void fillTable(DuckDBConnection connection) throws SQLException {
    Database.execute(connection, "DELETE FROM touched");
    try (TableAppender table = TableAppender.temporary(connection, "touched")) {
      for (Map.Entry<Integer, Stretch> call : calls.entrySet()) {
        Stretch stretch = call.getValue();
        table
            .beginRow()
            .put(call.getKey())
            .put(stretch.from())
            .put(stretch.to())
            .put(stretch.minuteFrom())
            .put(stretch.minuteTo())
            .endRow();
      }
    }
  }

  private void readLegs(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT l.* FROM call_leg l JOIN touched t ON l.call_id = t.call_id")) {
      while (rows.next()) {
        int legId = rows.getInt("leg_id");
        CallKey call = new CallKey(rows.getString("contact_id"), rows.getString("agent"));
        legs.put(legId, new Leg(legId, rows.getInt("call_id"), call, Legs.context(rows)));
      }
    }
  }
}
