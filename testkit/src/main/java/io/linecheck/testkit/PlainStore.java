package io.linecheck.testkit;

import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.store.TelemetryBatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that was written, each thing once, in plain collections: from it {@link PlainWindows}
 * and {@link PlainCalls} compute from scratch what a store derives bit by bit.
 */
final class PlainStore {
  /** One contact as heard by one agent. */
  static final class Call {
    final CallKey key;
    final Map<StreamType, TreeMap<Long, Sample>> streams = new EnumMap<>(StreamType.class);
    final TreeMap<Long, CallReport> reports = new TreeMap<>();
    final List<CallEvent> events = new ArrayList<>();

    /** Contexts in the order in which they came, each with the latest moment it was heard of. */
    final Map<CallContext, Long> contexts = new LinkedHashMap<>();

    private Call(CallKey key) {
      this.key = key;
    }

    private void heard(CallContext context, long moment) {
      contexts.merge(context, moment, Math::max);
    }
  }

  record Sample(CallContext context, Map<SampleField, Double> values) {
    /** {@code NaN} where it was not measured. */
    double get(SampleField field) {
      return values.getOrDefault(field, Double.NaN);
    }
  }

  private final Map<CallKey, Call> calls = new HashMap<>();

  void write(TelemetryBatch batch) {
    String contactId = batch.contactId();
    if (contactId == null) {
      return;
    }
    CallKey key = new CallKey(contactId, batch.agent());
    Call call = calls.computeIfAbsent(key, Call::new);
    writeSamples(call, batch);
    for (CallReport report : batch.reports()) {
      long moment = report.timestamp().toEpochMilli();
      if (call.reports.putIfAbsent(moment, report) == null) {
        call.heard(batch.context(), moment);
      }
    }
    for (CallEvent event : batch.events()) {
      if (!has(call, event)) {
        call.events.add(event);
        call.heard(batch.context(), event.timestamp().toEpochMilli());
      }
    }
  }

  Iterable<Call> calls() {
    return calls.values();
  }

  private static void writeSamples(Call call, TelemetryBatch batch) {
    SampleBlock block = batch.samples();
    for (int row = 0; row < block.size(); row++) {
      EnumMap<SampleField, Double> values = new EnumMap<>(SampleField.class);
      for (SampleField field : SampleField.values()) {
        if (!Double.isNaN(block.get(field, row))) {
          values.put(field, block.get(field, row));
        }
      }
      Sample sample = new Sample(batch.context(), values);
      long moment = block.timestampMillis(row);
      if (call.streams
              .computeIfAbsent(block.stream(row), _ -> new TreeMap<>())
              .putIfAbsent(moment, sample)
          == null) {
        call.heard(batch.context(), moment);
      }
    }
  }

  private static boolean has(Call call, CallEvent event) {
    return call.events.stream()
        .anyMatch(known ->
            known.kind().equals(event.kind()) && known.timestamp().equals(event.timestamp()));
  }
}
