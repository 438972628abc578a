package io.linecheck.store.duckdb;

import io.linecheck.derive.AttributeText;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what of a batch is new, and to which call and leg it belongs. Planned items count as
 * stored for the batches that follow; {@link #committed} makes that final, {@link #failed} forgets
 * all of it, so that the next batch asks the file. For the writer thread.
 */
final class BatchPlanner {
  private static final PlannedBatch.Span NOTHING = new PlannedBatch.Span(0, 0);

  private final StoredCalls stored;
  private final CallIndex index;
  private final CallStates states;
  private final MetricKeys metricKeys;
  private final Map<CallKey, CallState> touched = new LinkedHashMap<>();
  private final Set<CallKey> created = new LinkedHashSet<>();
  private final Set<String> touchedAgents = new LinkedHashSet<>();
  private int nextCallId;
  private int nextLegId;

  BatchPlanner(
      StoredCalls stored, CallIndex index, CallStates states, int lastCallId, int lastLegId) {
    this.stored = stored;
    this.index = index;
    this.states = states;
    this.metricKeys = new MetricKeys(stored);
    this.nextCallId = lastCallId + 1;
    this.nextLegId = lastLegId + 1;
  }

  PlannedBatch plan(TelemetryBatch batch) throws SQLException {
    CallKey call = call(batch);
    CallState state = call == null ? null : state(call);
    CallContext context = AttributeText.canonical(batch.context());
    BitSet sampleRows = state == null ? new BitSet() : freshSamples(state, batch.samples());
    List<CallReport> reports = state == null ? List.of() : freshReports(state, batch.reports());
    List<CallEvent> events = state == null ? List.of() : freshEvents(state, batch.events());
    touchedAgents.add(batch.agent());
    var metrics = metricKeys.fresh(batch.agent(), batch.apiMetrics());

    int accepted = sampleRows.cardinality() + reports.size() + events.size() + metrics.size();
    boolean bearsOnCall = accepted > metrics.size();
    Integer leg = state == null || !bearsOnCall ? Integer.valueOf(0) : state.legs.get(context);
    boolean newLeg = leg == null;
    if (state != null && newLeg) {
      leg = nextLegId++;
      state.legs.put(context, leg);
    }
    return new PlannedBatch(
        batch,
        state,
        leg == null ? 0 : leg,
        newLeg,
        context,
        span(batch),
        sampleRows,
        reports,
        events,
        metrics,
        new WriteReceipt(accepted, batch.items() - accepted, batch.rejected(), false));
  }

  /** What was planned since the last call is durable. */
  void committed() {
    states.settle(touched.values());
    metricKeys.settle(touchedAgents);
    reset();
  }

  /** Nothing of what was planned since the last call is stored. */
  void failed() {
    touched.keySet().forEach(states::forget);
    created.forEach(index::remove);
    touchedAgents.forEach(metricKeys::forget);
    reset();
  }

  /** Retention took rows away: what is known of calls may name rows that are gone. */
  void forgetAll() {
    states.forgetAll();
    metricKeys.forgetAll();
  }

  /** First and last moment of all items, stored or not. */
  static PlannedBatch.Span span(TelemetryBatch batch) {
    var all = batch.moments().summaryStatistics();
    return all.getCount() == 0 ? NOTHING : new PlannedBatch.Span(all.getMin(), all.getMax());
  }

  private static @Nullable CallKey call(TelemetryBatch batch) {
    String contactId = batch.contactId();
    return contactId == null ? null : new CallKey(contactId, batch.agent());
  }

  private CallState state(CallKey call) throws SQLException {
    CallState state = states.get(call);
    if (state == null) {
      state = loadOrCreate(call);
      states.put(call, state);
    }
    touched.put(call, state);
    return state;
  }

  private CallState loadOrCreate(CallKey call) throws SQLException {
    int hint = index.find(call);
    if (hint != CallIndex.UNKNOWN) {
      CallState state = stored.load(call, hint);
      if (state != null) {
        return state;
      }
      if (!stored.exists(hint)) {
        index.remove(call);
      }
    }
    CallState state = new CallState(nextCallId++);
    index.put(call, state.callId);
    created.add(call);
    return state;
  }

  private static BitSet freshSamples(CallState state, SampleBlock samples) {
    BitSet fresh = new BitSet(samples.size());
    for (int row = 0; row < samples.size(); row++) {
      double jitterBuffer = samples.get(SampleField.JITTER_BUFFER_MILLIS, row);
      if (state.stream(samples.stream(row)).add(samples.timestampMillis(row), jitterBuffer)) {
        fresh.set(row);
      }
    }
    return fresh;
  }

  private static List<CallReport> freshReports(CallState state, List<CallReport> reports) {
    List<CallReport> fresh = new ArrayList<>();
    for (CallReport report : reports) {
      if (state.reports.add(report.timestamp().toEpochMilli())) {
        fresh.add(report);
      }
    }
    return fresh;
  }

  private static List<CallEvent> freshEvents(CallState state, List<CallEvent> events) {
    List<CallEvent> fresh = new ArrayList<>();
    for (CallEvent event : events) {
      if (state.events.add(
          new CallState.EventKey(event.kind(), event.timestamp().toEpochMilli()))) {
        fresh.add(event);
      }
    }
    return fresh;
  }

  private void reset() {
    touched.clear();
    created.clear();
    touchedAgents.clear();
  }
}
