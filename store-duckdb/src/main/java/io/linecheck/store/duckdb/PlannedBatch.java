package io.linecheck.store.duckdb;

import io.linecheck.derive.CallPhases;
import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallReport;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a batch to be stored once duplicates are taken out.
 *
 * @param state the call's, or null for a batch of API metrics only
 * @param context the leg's, canonical
 * @param sampleRows rows of the batch's block that are new
 */
record PlannedBatch(
    TelemetryBatch batch,
    @Nullable CallState state,
    int legId,
    boolean newLeg,
    CallContext context,
    Span span,
    BitSet sampleRows,
    List<CallReport> reports,
    List<CallEvent> events,
    List<ApiMetric> apiMetrics,
    WriteReceipt receipt) {

  /** First and last moment of what a batch brought. */
  record Span(long from, long to) {}

  int callId() {
    return state == null ? CallIndex.UNKNOWN : state.callId;
  }

  int rows() {
    return sampleRows.cardinality() + reports.size() + events.size() + apiMetrics.size() + 1;
  }

  /** Whether something was added that windows or calls are made from. */
  boolean bearsOnCall() {
    return !sampleRows.isEmpty() || !reports.isEmpty() || !events.isEmpty();
  }

  boolean phasesChanged() {
    return events.stream().anyMatch(event -> CallPhases.KINDS.contains(event.kind()));
  }
}
