package io.linecheck.store.duckdb;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallContext;
import io.linecheck.model.SampleBlock;
import io.linecheck.store.TelemetryBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** API metrics as batches, one for each agent. */
final class WrittenMetrics {
  private WrittenMetrics() {}

  /** Of a stretch of time, both ends included. */
  static List<TelemetryBatch> between(Readers.Session session, long from, long to)
      throws SQLException {
    return session.ask(
        new Sql()
            .add("SELECT * FROM api_metric WHERE ts BETWEEN ")
            .bind(from)
            .add(" AND ")
            .bind(to)
            .add(" ORDER BY agent, ts, name"),
        WrittenMetrics::read);
  }

  private static List<TelemetryBatch> read(ResultSet rows) throws SQLException {
    Map<String, List<ApiMetric>> byAgent = new LinkedHashMap<>();
    while (rows.next()) {
      byAgent.computeIfAbsent(rows.getString("agent"), _ -> new ArrayList<>()).add(metric(rows));
    }
    List<TelemetryBatch> batches = new ArrayList<>();
    byAgent.forEach((agent, metrics) -> batches.add(batch(agent, metrics)));
    return batches;
  }

  private static ApiMetric metric(ResultSet row) throws SQLException {
    Double status = Rows.number(row, row.findColumn("http_status"));
    return new ApiMetric(
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("ts")),
        Rows.number(row, row.findColumn("time")),
        status == null ? null : status.intValue(),
        row.getBoolean("failed"),
        row.getString("error_type"),
        row.getBoolean("long_poll"));
  }

  /** When it was received is not stored: about when the last of them was made. */
  private static TelemetryBatch batch(String agent, List<ApiMetric> metrics) {
    return new TelemetryBatch(
        null,
        metrics.getLast().timestamp(),
        agent,
        null,
        CallContext.EMPTY,
        new SampleBlock(0),
        List.of(),
        metrics,
        List.of(),
        List.of());
  }
}
