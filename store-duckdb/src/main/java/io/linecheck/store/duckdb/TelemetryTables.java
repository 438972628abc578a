package io.linecheck.store.duckdb;

import io.linecheck.derive.AttributeText;
import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallReport;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.store.RejectionsJson;
import io.linecheck.store.TelemetryBatch;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code V1__telemetry.sql}, column by column in the order of the script. For the
 * writer thread: DuckDB's appenders belong to the thread that made them.
 */
final class TelemetryTables implements AutoCloseable {
  /** The report's own fields: what is left of the catalogue without time, identity, attributes. */
  static final List<Field> REPORT_FIELDS =
      Fields.of(Dataset.REPORTS).stream().skip(3L + CallAttribute.values().length).toList();

  private static final SampleField[] SAMPLE_FIELDS = SampleField.values();
  private static final boolean[] IS_COUNT = new boolean[SAMPLE_FIELDS.length];

  static {
    for (int i = 0; i < IS_COUNT.length; i++) {
      IS_COUNT[i] = SAMPLE_FIELDS[i].isCount();
    }
  }

  private final TableAppender legs;
  private final TableAppender samples;
  private final TableAppender reports;
  private final TableAppender events;
  private final TableAppender metrics;
  private final TableAppender batches;

  TelemetryTables(DuckDBConnection connection) throws SQLException {
    this.legs = new TableAppender(connection, "call_leg");
    this.samples = new TableAppender(connection, "sample");
    this.reports = new TableAppender(connection, "call_report");
    this.events = new TableAppender(connection, "call_event");
    this.metrics = new TableAppender(connection, "api_metric");
    this.batches = new TableAppender(connection, "ingest_batch");
  }

  void append(PlannedBatch planned, long seq) throws SQLException {
    TelemetryBatch batch = planned.batch();
    if (planned.newLeg()) {
      leg(planned, batch);
    }
    samples(batch.samples(), planned.sampleRows(), planned.legId());
    for (CallReport report : planned.reports()) {
      report(report, planned.legId());
    }
    for (CallEvent event : planned.events()) {
      event(event, planned.legId());
    }
    for (ApiMetric metric : planned.apiMetrics()) {
      metric(metric, batch.agent());
    }
    batch(planned, seq);
  }

  void flush() throws SQLException {
    for (TableAppender table : List.of(legs, samples, reports, events, metrics, batches)) {
      table.flush();
    }
  }

  @Override
  public void close() throws SQLException {
    for (TableAppender table : List.of(legs, samples, reports, events, metrics, batches)) {
      table.close();
    }
  }

  private void leg(PlannedBatch planned, TelemetryBatch batch) throws SQLException {
    legs.beginRow()
        .put(planned.legId())
        .put(planned.callId())
        .putNullable(batch.contactId())
        .putNullable(batch.agent())
        .put(batch.receivedAt().toEpochMilli());
    attributes(legs, planned.context());
    for (CallAttribute attribute : CallContext.SENDABLE) {
      legs.putNullable(planned.context().sent().get(attribute));
    }
    legs.endRow();
  }

  static void attributes(TableAppender table, CallContext context) throws SQLException {
    for (CallAttribute attribute : CallAttribute.values()) {
      String value = context.get(attribute);
      if (attribute.field().type() == FieldType.NUMBER) {
        table.put(AttributeText.number(value));
      } else {
        table.putNullable(value);
      }
    }
  }

  private void samples(SampleBlock block, BitSet rows, int legId) throws SQLException {
    double[] @Nullable [] columns = new double[SAMPLE_FIELDS.length][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = block.column(SAMPLE_FIELDS[i]);
    }
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      samples
          .beginRow()
          .put(block.timestampMillis(row))
          .put(legId)
          .put(StreamCode.of(block.stream(row)));
      for (int i = 0; i < columns.length; i++) {
        double[] column = columns[i];
        if (column == null) {
          samples.putNull();
        } else if (IS_COUNT[i]) {
          samples.putWhole(column[row]);
        } else {
          samples.put(column[row]);
        }
      }
      samples.endRow();
    }
  }

  private void report(CallReport report, int legId) throws SQLException {
    reports.beginRow().put(report.timestamp().toEpochMilli()).put(legId);
    Map<String, Object> values = report.values();
    for (Field field : REPORT_FIELDS) {
      Object value = values.get(field.name());
      switch (field.type()) {
        case NUMBER -> reports.putNullable(value instanceof Number n ? n.doubleValue() : null);
        case BOOLEAN -> reports.putNullable(value instanceof Boolean b ? b : null);
        case TIME -> reports.putNullable(moment(value));
        case KEYWORD -> reports.putNullable(value == null ? null : value.toString());
      }
    }
    reports.putNullable(report.reportJson()).endRow();
  }

  private void event(CallEvent event, int legId) throws SQLException {
    events
        .beginRow()
        .put(event.timestamp().toEpochMilli())
        .put(legId)
        .putNullable(event.kind())
        .putNullable(event.dataJson())
        .endRow();
  }

  private void metric(ApiMetric metric, String agent) throws SQLException {
    Integer status = metric.httpStatus();
    metrics
        .beginRow()
        .put(metric.timestamp().toEpochMilli())
        .putNullable(agent)
        .putNullable(metric.name())
        .putNullable(metric.timeMillis())
        .putNullable(status == null ? null : status.doubleValue())
        .put(metric.failed())
        .putNullable(metric.errorType())
        .put(metric.longPoll())
        .endRow();
  }

  private void batch(PlannedBatch planned, long seq) throws SQLException {
    TelemetryBatch batch = planned.batch();
    batches.beginRow().put(seq).putNullable(batch.batchId()).put(batch.receivedAt().toEpochMilli());
    if (planned.bearsOnCall()) {
      batches.put(planned.legId());
    } else {
      batches.putNull();
    }
    batches
        .put(planned.span().from())
        .put(planned.span().to())
        .put(planned.phasesChanged())
        .put(planned.receipt().accepted())
        .put(planned.receipt().duplicates())
        .putNullable(RejectionsJson.write(batch.rejected()))
        .endRow();
  }

  /** Epoch milliseconds of a number or an ISO-8601 text; null for anything else. */
  private static @Nullable Long moment(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof String text) {
      try {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
      } catch (DateTimeParseException _) {
        return null;
      }
    }
    return null;
  }
}
