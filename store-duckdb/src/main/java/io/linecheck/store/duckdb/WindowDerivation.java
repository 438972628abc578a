package io.linecheck.store.duckdb;

import io.linecheck.derive.CallPhases;
import io.linecheck.derive.DerivedWindow;
import io.linecheck.derive.Stretch;
import io.linecheck.derive.WindowSums;
import io.linecheck.model.CallAttribute;
import io.linecheck.score.WindowQuality;
import io.linecheck.score.WindowScorer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Samples to scored windows of ten seconds, aligned to the epoch. A window belongs to the call, not
 * to a leg: a change of microphone in its middle does not split it.
 */
final class WindowDerivation {
  private static final String MEASURE =
      """
      SELECT t.call_id, s.ts // 10000 * 10000 AS window_ts, s.stream, arg_max(s.leg_id, s.ts),
        min(s.ts), max(s.ts), count(*), sum(s.packets_lost)::DOUBLE,
        (sum(s.packets_count) FILTER (s.packets_lost IS NOT NULL))::DOUBLE,
        sum(s.discarded_count)::DOUBLE, avg(s.jitter_millis), avg(s.jitter_buffer_delay_millis),
        avg(s.round_trip_time_millis), max(s.round_trip_time_millis), avg(s.audio_level),
        sum(s.concealed_count)::DOUBLE, sum(s.concealed_count - s.silent_concealed_count)::DOUBLE,
        sum(s.played_count)::DOUBLE, sum(s.concealment_event_count)::DOUBLE
      FROM sample s
      JOIN call_leg l ON l.leg_id = s.leg_id
      JOIN touched t ON t.call_id = l.call_id AND s.ts >= t.from_ts AND s.ts < t.to_ts
      WHERE s.ts >= ? AND s.ts < ?
      GROUP BY t.call_id, window_ts, s.stream
      ORDER BY t.call_id, window_ts, s.stream
      """;

  private static final String DELETE =
      """
      DELETE FROM quality_window w USING touched t
      WHERE w.call_id = t.call_id AND w.ts >= t.from_ts AND w.ts < t.to_ts
        AND w.ts >= ? AND w.ts < ?
      """;

  private final DuckDBConnection connection;
  private final WindowScorer scorer;
  private final TableAppender table;

  WindowDerivation(DuckDBConnection connection, WindowScorer scorer, TableAppender table) {
    this.connection = connection;
    this.scorer = scorer;
    this.table = table;
  }

  private record Measured(int callId, int legId, WindowSums sums) {
    boolean sameWindow(Measured other) {
      return callId == other.callId && sums.start() == other.sums.start();
    }
  }

  void replace(TouchedCalls touched, Map<Integer, CallPhases> phases) throws SQLException {
    for (Stretch region : touched.regions()) {
      List<Measured> measured = measure(region);
      delete(region);
      for (Measured one : measured) {
        touched.streamReaches(
            one.callId(), one.sums().stream(), one.sums().firstSample(), one.sums().lastSample());
      }
      for (int i = 0; i < measured.size(); i++) {
        Measured one = measured.get(i);
        Measured other = otherDirection(measured, i);
        CallPhases phase = phases.getOrDefault(one.callId(), CallPhases.UNKNOWN);
        append(one, other, touched, phase);
      }
    }
    table.flush();
  }

  private List<Measured> measure(Stretch region) throws SQLException {
    List<Measured> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(MEASURE)) {
      statement.setLong(1, region.from());
      statement.setLong(2, region.to());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(measured(row));
        }
      }
    }
    return all;
  }

  private static Measured measured(ResultSet row) throws SQLException {
    return new Measured(
        row.getInt(1),
        row.getInt(4),
        new WindowSums(
            StreamCode.stream(row.getInt(3)),
            row.getLong(2),
            row.getLong(5),
            row.getLong(6),
            row.getInt(7),
            Rows.number(row, 8),
            Rows.number(row, 9),
            Rows.number(row, 10),
            Rows.number(row, 11),
            Rows.number(row, 12),
            Rows.number(row, 13),
            Rows.number(row, 14),
            Rows.number(row, 15),
            Rows.number(row, 16),
            Rows.number(row, 17),
            Rows.number(row, 18),
            Rows.number(row, 19)));
  }

  private void delete(Stretch region) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setLong(1, region.from());
      statement.setLong(2, region.to());
      statement.executeUpdate();
    }
  }

  /** Rows are sorted, so the other direction of a window is a neighbour. */
  private static @Nullable Measured otherDirection(List<Measured> all, int at) {
    Measured one = all.get(at);
    if (at > 0 && all.get(at - 1).sameWindow(one)) {
      return all.get(at - 1);
    }
    return at + 1 < all.size() && all.get(at + 1).sameWindow(one) ? all.get(at + 1) : null;
  }

  private void append(
      Measured one, @Nullable Measured other, TouchedCalls touched, CallPhases phases)
      throws SQLException {
    WindowSums sums = one.sums();
    DerivedWindow window =
        DerivedWindow.of(
            sums,
            other == null ? null : other.sums(),
            touched.leg(one.legId()).context().get(CallAttribute.CODEC),
            touched.interior(one.callId(), sums.stream(), sums.start()),
            phases,
            scorer);
    WindowQuality quality = window.quality();
    table
        .beginRow()
        .put(sums.start())
        .put(one.callId())
        .put(one.legId())
        .put(StreamCode.of(sums.stream()))
        .put(sums.firstSample())
        .put(sums.lastSample())
        .put((double) sums.sampleCount())
        .putNullable(sums.packetsLost())
        .putNullable(sums.packetsCount())
        .putNullable(window.packetsExpected())
        .putNullable(sums.discardedCount())
        .putNullable(quality.lossPercent())
        .putNullable(quality.concealedPercent())
        .putNullable(sums.jitterMillis())
        .putNullable(sums.jitterBufferDelayMillis())
        .putNullable(window.roundTripTimeMillis())
        .putNullable(window.maxRoundTripTimeMillis())
        .putNullable(sums.audioLevel())
        .putNullable(quality.rFactor())
        .putNullable(quality.networkRFactor())
        .putNullable(quality.mosCqe())
        .putNullable(quality.mosLqe())
        .putNullable(quality.quality().apiName())
        .putNullable(quality.reason() == null ? null : quality.reason().apiName())
        .endRow();
  }
}
