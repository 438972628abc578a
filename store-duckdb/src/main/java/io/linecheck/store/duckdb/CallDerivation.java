package io.linecheck.store.duckdb;

import io.linecheck.derive.CallFigures;
import io.linecheck.derive.CallSummary;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.Fields;
import io.linecheck.score.CallQuality;
import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoredWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Windows, reports and events of the touched calls to their rows in {@code call}. */
final class CallDerivation {
  private static final String WINDOWS =
      """
      SELECT w.call_id, w.leg_id, w.stream, w.ts, w.first_sample, w.last_sample, w.sample_count,
        w.r_factor, w.mos_cqe, w.quality, w.packets_lost, w.packets_expected, w.jitter_millis,
        w.round_trip_time_millis, w.max_round_trip_time_millis
      FROM quality_window w JOIN touched t ON w.call_id = t.call_id
      WHERE w.ts >= ?
      ORDER BY w.call_id, w.ts, w.stream
      """;

  private static final String REPORTS =
      """
      SELECT l.call_id, r.leg_id, r.ts, r.call_start_time, r.talking_time_millis, %s
      FROM call_report r
      JOIN call_leg l ON l.leg_id = r.leg_id
      JOIN touched t ON l.call_id = t.call_id
      WHERE r.ts >= ?
      ORDER BY r.ts
      """
          .formatted(
              Fields.FAILURE_FLAGS.stream()
                  .map(flag -> "r." + SqlNames.column(flag))
                  .collect(Collectors.joining(", ")));

  private static final String EVENTS =
      """
      SELECT l.call_id, e.leg_id, e.ts, e.kind
      FROM call_event e
      JOIN call_leg l ON l.leg_id = e.leg_id
      JOIN touched t ON l.call_id = t.call_id
      WHERE e.ts >= ? AND e.kind NOT IN (%s)
      """
          .formatted(
              CallEvent.ASIDES.stream()
                  .sorted()
                  .map(kind -> "'" + kind + "'")
                  .collect(Collectors.joining(", ")));

  /** Where the flags begin among the columns of {@link #REPORTS}. */
  private static final int FIRST_FLAG = 6;

  private static final String DELETE =
      "DELETE FROM call WHERE call_id IN (SELECT call_id FROM touched)";

  private final DuckDBConnection connection;
  private final CallScorer scorer;
  private final TableAppender table;

  CallDerivation(DuckDBConnection connection, CallScorer scorer, TableAppender table) {
    this.connection = connection;
    this.scorer = scorer;
    this.table = table;
  }

  /** The events of the touched calls, which windows need as well. */
  Map<Integer, CallSummary<Integer>> begin(TouchedCalls touched) throws SQLException {
    Map<Integer, CallSummary<Integer>> calls = new HashMap<>();
    for (int callId : touched.callIds()) {
      calls.put(callId, new CallSummary<>());
    }
    forEach(
        EVENTS,
        touched,
        row -> call(calls, row).event(row.getInt(2), row.getLong(3), row.getString(4)));
    return calls;
  }

  void replace(TouchedCalls touched, Map<Integer, CallSummary<Integer>> calls) throws SQLException {
    forEach(WINDOWS, touched, row -> window(call(calls, row), row));
    forEach(REPORTS, touched, row -> report(call(calls, row), row));
    Database.execute(connection, DELETE);
    Map<Integer, List<TouchedCalls.Leg>> legs =
        touched.legs().stream().collect(Collectors.groupingBy(TouchedCalls.Leg::callId));
    for (Map.Entry<Integer, CallSummary<Integer>> call : calls.entrySet()) {
      List<TouchedCalls.Leg> itsLegs = legs.getOrDefault(call.getKey(), List.of());
      if (call.getValue().known() && !itsLegs.isEmpty()) {
        append(call.getKey(), call.getValue(), itsLegs);
      }
    }
    table.flush();
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void forEach(String sql, TouchedCalls touched, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, touched.callsFrom());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  private static CallSummary<Integer> call(Map<Integer, CallSummary<Integer>> calls, ResultSet row)
      throws SQLException {
    return calls.computeIfAbsent(row.getInt(1), _ -> new CallSummary<>());
  }

  private static void window(CallSummary<Integer> call, ResultSet row) throws SQLException {
    call.window(
        row.getInt(2),
        row.getLong(5),
        row.getLong(6),
        new ScoredWindow(
            StreamCode.stream(row.getInt(3)),
            row.getLong(4),
            row.getInt(7),
            Rows.number(row, 8),
            Rows.number(row, 9),
            QualityName.parse(row.getString(10))),
        new CallSummary.WindowNumbers(
            Rows.number(row, 11),
            Rows.number(row, 12),
            Rows.number(row, 13),
            Rows.number(row, 14),
            Rows.number(row, 15)));
  }

  private static void report(CallSummary<Integer> call, ResultSet row) throws SQLException {
    String failure = null;
    for (int flag = Fields.FAILURE_FLAGS.size() - 1; flag >= 0; flag--) {
      if (row.getBoolean(FIRST_FLAG + flag)) {
        failure = Fields.FAILURE_FLAGS.get(flag);
      }
    }
    call.report(
        row.getInt(2),
        new CallSummary.Report(row.getLong(3), Rows.whole(row, 4), Rows.number(row, 5), failure));
  }

  private void append(int callId, CallSummary<Integer> call, List<TouchedCalls.Leg> legs)
      throws SQLException {
    CallContext context = context(call, legs);
    CallFigures figures = call.figures(scorer);
    CallQuality quality = figures.quality();
    table
        .beginRow()
        .put(callId)
        .put(figures.first())
        .putNullable(legs.getFirst().call().contactId())
        .putNullable(legs.getFirst().call().agent());
    TelemetryTables.attributes(table, context);
    table
        .put(figures.last())
        .put(figures.durationSeconds())
        .put(figures.ended())
        .putNullable(quality.quality().apiName())
        .putNullable(quality.rFactor())
        .putNullable(quality.mosCqe())
        .putNullable(quality.agentHearsMosCqe())
        .putNullable(quality.customerHearsMosCqe())
        .putNullable(quality.mosCqeP10())
        .putNullable(quality.worst30sMosCqe())
        .putNullable(quality.poorSecondsPercent())
        .putNullable(figures.agentHearsLossPercent())
        .putNullable(figures.customerHearsLossPercent())
        .putNullable(figures.jitterMillis())
        .putNullable(figures.roundTripTimeMillis())
        .putNullable(figures.maxRoundTripTimeMillis())
        .putNullable(figures.sampleCount())
        .putNullable(figures.mutedSeconds())
        .putNullable(figures.holdSeconds())
        .put(figures.reported())
        .putNullable(figures.setupFailed())
        .putNullable(figures.setupFailure())
        .putNullable(figures.talkingTimeMillis())
        .endRow();
  }

  /** What is known of the call, by its legs in the order in which they were last heard of. */
  private static CallContext context(CallSummary<Integer> call, List<TouchedCalls.Leg> legs) {
    return CallContext.latest(
        legs.stream()
            .sorted(
                Comparator.comparingLong((TouchedCalls.Leg leg) -> call.lastSeen(leg.legId()))
                    .thenComparingInt(TouchedCalls.Leg::legId))
            .map(TouchedCalls.Leg::context)
            .toList());
  }
}
