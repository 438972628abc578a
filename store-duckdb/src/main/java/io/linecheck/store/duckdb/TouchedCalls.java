package io.linecheck.store.duckdb;

import io.linecheck.model.CallContext;
import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

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

  static final long WINDOW_MILLIS = 10_000;

  /** A cycle ends after the batch that brings it here: a bound of memory and of time. */
  private static final long ITEMS_PER_CYCLE = 400_000;

  /** Beyond it, statements cost more than scanning what lies between. */
  private static final int MOST_REGIONS = 8;

  private static final int BATCHES_PER_CYCLE = 20_000;

  private final Map<Integer, Stretch> calls = new TreeMap<>();
  private final Map<Integer, Leg> legs = new HashMap<>();
  private final Map<StreamOfCall, Reach> reaches = new HashMap<>();
  private long lastSeq;

  /** What is to be derived again, and since when the call is known. */
  static final class Stretch {
    private final int callId;
    private long from;
    private long to;
    private long callFrom;
    private boolean wholeCall;

    private Stretch(int callId, long from, long to) {
      this.callId = callId;
      this.from = from;
      this.to = to;
      this.callFrom = from;
    }

    /** To whole windows. */
    private void align() {
      from = down(from, WINDOW_MILLIS);
      to = up(to, WINDOW_MILLIS);
    }

    private void widen(@Nullable Long windowBefore, @Nullable Long windowAfter) {
      if (windowBefore != null) {
        from = Math.min(from, windowBefore);
      }
      if (windowAfter != null) {
        to = Math.max(to, windowAfter + WINDOW_MILLIS);
      }
    }

    /** Leaves out windows that have lost samples to retention. */
    private void clip(long samplesFrom) {
      from = Math.max(from, up(samplesFrom, WINDOW_MILLIS));
      to = Math.max(to, from);
    }

    long from() {
      return from;
    }

    long to() {
      return to;
    }
  }

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
      touched.calls.values().forEach(Stretch::align);
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

  /** The moment before which no touched call has anything. */
  long callsFrom() {
    return calls.values().stream().mapToLong(stretch -> stretch.callFrom).min().orElse(0);
  }

  /**
   * The stretches put together where they are near each other, so that a scan for a late batch does
   * not read all that lies between it and now.
   */
  List<Stretch> regions() {
    long near = RollUp.MINUTE_MILLIS * 60;
    List<Stretch> regions = regions(near);
    while (regions.size() > MOST_REGIONS) {
      near *= 4;
      regions = regions(near);
    }
    return regions;
  }

  private List<Stretch> regions(long near) {
    List<Stretch> sorted =
        calls.values().stream().sorted(Comparator.comparingLong(Stretch::from)).toList();
    List<Stretch> regions = new ArrayList<>();
    for (Stretch stretch : sorted) {
      Stretch last = regions.isEmpty() ? null : regions.getLast();
      if (last != null && stretch.from - last.to < near) {
        last.to = Math.max(last.to, stretch.to);
      } else {
        regions.add(new Stretch(0, stretch.from, stretch.to));
      }
    }
    return regions;
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
    Stretch stretch = calls.computeIfAbsent(callId, id -> new Stretch(id, from, to));
    stretch.from = Math.min(stretch.from, from);
    stretch.to = Math.max(stretch.to, to);
    stretch.callFrom = Math.min(stretch.callFrom, from);
    stretch.wholeCall |= phasesChanged;
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
          stretch.callFrom = Math.min(stretch.callFrom, rows.getLong(2));
          if (stretch.wholeCall) {
            stretch.from = Math.min(stretch.from, rows.getLong(2));
            stretch.to = Math.max(stretch.to, rows.getLong(3) + 1);
            stretch.align();
          }
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
      statement.setLong(1, down(callsFrom(), WINDOW_MILLIS));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int callId = rows.getInt(1);
          StreamType stream = StreamCode.stream(rows.getInt(2));
          streamReaches(callId, stream, rows.getLong(3), rows.getLong(4));
          Stretch stretch = calls.get(callId);
          if (stretch != null) {
            stretch.widen(Rows.whole(rows, 5), Rows.whole(rows, 6));
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
        && reach.last() >= windowStart + WINDOW_MILLIS;
  }

  private void fillTable(DuckDBConnection connection) throws SQLException {
    Database.execute(connection, "DELETE FROM touched");
    try (TableAppender table = TableAppender.temporary(connection, "touched")) {
      for (Stretch stretch : calls.values()) {
        table
            .beginRow()
            .put(stretch.callId)
            .put(stretch.from)
            .put(stretch.to)
            .put(down(stretch.from, RollUp.MINUTE_MILLIS))
            .put(up(stretch.to, RollUp.MINUTE_MILLIS))
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

  static long down(long moment, long step) {
    return Math.floorDiv(moment, step) * step;
  }

  static long up(long moment, long step) {
    return Math.ceilDiv(moment, step) * step;
  }
}
