package io.linecheck.store.duckdb;

import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallReport;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.store.TelemetryBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What batches of some commits added to legs: one batch for each leg. */
final class WrittenLegs {
  private static final int EXPECTED_SAMPLES = 120;

  /** A leg while what was added to it is gathered. */
  private static final class Leg {
    private final String contactId;
    private final String agent;
    private final Instant firstSeen;
    private final CallContext context;
    private final SampleBlock samples = new SampleBlock(EXPECTED_SAMPLES);
    private final List<CallReport> reports = new ArrayList<>();
    private final List<CallEvent> events = new ArrayList<>();

    Leg(ResultSet row) throws SQLException {
      contactId = row.getString("contact_id");
      agent = row.getString("agent");
      firstSeen = Instant.ofEpochMilli(row.getLong("first_seen"));
      context = Legs.context(row);
    }

    TelemetryBatch batch() {
      return new TelemetryBatch(
          null, firstSeen, agent, contactId, context, samples, reports, List.of(), events,
          List.of());
    }
  }

  private final Readers.Session session;
  private final Sql span;
  private final Map<Integer, Leg> legs = new LinkedHashMap<>();
  private long from = Long.MAX_VALUE;
  private long to;

  /**
   * Of commits after one up to another.
   *
   * @param session in whose snapshot they are read
   */
  WrittenLegs(Readers.Session session, long after, long last) throws SQLException {
    this.session = session;
    this.span =
        new Sql()
            .add(
                "(SELECT leg_id, min(from_ts) AS from_ts, max(to_ts) AS to_ts FROM ingest_batch"
                    + " WHERE leg_id IS NOT NULL AND seq > ")
            .bind(after)
            .add(" AND seq <= ")
            .bind(last)
            .add(" GROUP BY leg_id) b");
  }

  List<TelemetryBatch> batches() throws SQLException {
    session.ask(
        new Sql()
            .add("SELECT l.*, b.from_ts, b.to_ts FROM ")
            .add(span)
            .add(" JOIN call_leg l ON l.leg_id = b.leg_id ORDER BY l.leg_id"),
        this::readLegs);
    from = Math.max(from, Meta.read(session.connection(), Meta.SAMPLES_FROM));
    session.ask(rows("sample", "r.stream"), this::readSamples);
    session.ask(rows("call_report", "r.leg_id"), this::readReports);
    session.ask(rows("call_event", "r.kind"), this::readEvents);
    return legs.values().stream().map(Leg::batch).filter(batch -> batch.items() > 0).toList();
  }

  /** Bounded as a whole too, so that other stretches of the table are not read. */
  private Sql rows(String table, String order) {
    return new Sql()
        .add("SELECT r.* FROM ")
        .add(span)
        .add(" JOIN " + table + " r ON r.leg_id = b.leg_id AND r.ts BETWEEN b.from_ts AND b.to_ts")
        .add(" WHERE r.ts BETWEEN ")
        .bind(from)
        .add(" AND ")
        .bind(to)
        .add(" ORDER BY r.leg_id, r.ts, " + order);
  }

  private int readLegs(ResultSet rows) throws SQLException {
    while (rows.next()) {
      legs.put(rows.getInt("leg_id"), new Leg(rows));
      from = Math.min(from, rows.getLong("from_ts"));
      to = Math.max(to, rows.getLong("to_ts"));
    }
    return legs.size();
  }

  private int readSamples(ResultSet rows) throws SQLException {
    SampleField[] fields = SampleField.values();
    int[] columns = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      columns[i] = rows.findColumn(SqlNames.column(fields[i]));
    }
    while (rows.next()) {
      SampleBlock samples = leg(rows).samples;
      int row = samples.add(StreamCode.stream(rows.getInt("stream")), rows.getLong("ts"));
      for (int i = 0; i < fields.length; i++) {
        double value = Legs.orNaN(rows, columns[i]);
        if (!Double.isNaN(value)) {
          samples.set(fields[i], row, value);
        }
      }
    }
    return legs.size();
  }

  private int readReports(ResultSet rows) throws SQLException {
    while (rows.next()) {
      Map<String, Object> values = new HashMap<>();
      for (Field field : TelemetryTables.REPORT_FIELDS) {
        Object value = Rows.value(rows, rows.findColumn(SqlNames.column(field)), field);
        if (value instanceof Long moment && field.type() == FieldType.TIME) {
          values.put(field.name(), Instant.ofEpochMilli(moment).toString());
        } else if (value != null) {
          values.put(field.name(), value);
        }
      }
      leg(rows).reports.add(new CallReport(moment(rows), values, rows.getString("report")));
    }
    return legs.size();
  }

  private int readEvents(ResultSet rows) throws SQLException {
    while (rows.next()) {
      leg(rows)
          .events
          .add(new CallEvent(rows.getString("kind"), moment(rows), rows.getString("data")));
    }
    return legs.size();
  }

  private Leg leg(ResultSet row) throws SQLException {
    Leg leg = legs.get(row.getInt("leg_id"));
    if (leg == null) {
      throw new IllegalStateException("a row of a leg that was not asked for");
    }
    return leg;
  }

  private static Instant moment(ResultSet row) throws SQLException {
    return Instant.ofEpochMilli(row.getLong("ts"));
  }
}
