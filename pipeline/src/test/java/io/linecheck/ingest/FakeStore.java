package io.linecheck.ingest;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryReader;
import io.linecheck.store.TelemetryWriter;
import io.linecheck.store.WriteReceipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store port's promises of writing and of tails, kept in memory. */
final class FakeStore implements TelemetryWriter, TelemetryReader {
  /** One stored sample; values by field, {@code NaN} where absent. */
  record Sample(
      String contactId,
      String agent,
      StreamType stream,
      long timestamp,
      Map<SampleField, Double> values) {
    double get(SampleField field) {
      return values.getOrDefault(field, Double.NaN);
    }
  }

  final List<TelemetryBatch> batches = new ArrayList<>();
  final List<Sample> samples = new ArrayList<>();
  int tailsAsked;
  @Nullable RuntimeException failure;

  private final Set<List<Object>> keys = new HashSet<>();
  private final Map<UUID, WriteReceipt> receipts = new HashMap<>();

  @Override
  public synchronized WriteReceipt write(TelemetryBatch batch) {
    if (failure != null) {
      throw failure;
    }
    WriteReceipt before = batch.batchId() == null ? null : receipts.get(batch.batchId());
    if (before != null) {
      return new WriteReceipt(before.accepted(), before.duplicates(), before.rejected(), true);
    }
    batches.add(batch);
    String contact = String.valueOf(batch.contactId());
    int accepted = 0;
    int duplicates = 0;
    SampleBlock block = batch.samples();
    for (int row = 0; row < block.size(); row++) {
      if (isNew(contact, batch.agent(), block.stream(row), block.timestampMillis(row))) {
        accepted++;
        samples.add(sample(contact, batch.agent(), block, row));
      } else {
        duplicates++;
      }
    }
    for (CallReport report : batch.reports()) {
      boolean fresh = isNew(contact, batch.agent(), "report", report.timestamp());
      accepted += fresh ? 1 : 0;
      duplicates += fresh ? 0 : 1;
    }
    for (CallEvent event : batch.events()) {
      boolean fresh = isNew(contact, batch.agent(), event.kind(), event.timestamp());
      accepted += fresh ? 1 : 0;
      duplicates += fresh ? 0 : 1;
    }
    for (ApiMetric metric : batch.apiMetrics()) {
      boolean fresh = isNew(batch.agent(), "api", metric.name(), metric.timestamp());
      accepted += fresh ? 1 : 0;
      duplicates += fresh ? 0 : 1;
    }
    WriteReceipt receipt = new WriteReceipt(accepted, duplicates, batch.rejected(), false);
    if (batch.batchId() != null) {
      receipts.put(batch.batchId(), receipt);
    }
    return receipt;
  }

  private boolean isNew(Object... key) {
    return keys.add(List.of(key));
  }

  private static Sample sample(String contact, String agent, SampleBlock block, int row) {
    Map<SampleField, Double> values = new EnumMap<>(SampleField.class);
    for (SampleField field : SampleField.values()) {
      values.put(field, block.get(field, row));
    }
    return new Sample(contact, agent, block.stream(row), block.timestampMillis(row), values);
  }

  @Override
  public synchronized Map<StreamType, StreamTail> tails(CallKey call) {
    tailsAsked++;
    if (failure != null) {
      throw failure;
    }
    Map<StreamType, StreamTail> tails = new EnumMap<>(StreamType.class);
    for (StreamType stream : StreamType.values()) {
      List<Sample> rows = stream(call.contactId(), stream);
      if (!rows.isEmpty()) {
        boolean cumulative =
            rows.stream().anyMatch(row -> row.get(SampleField.JITTER_BUFFER_MILLIS) > 10_000);
        tails.put(
            stream,
            new StreamTail(
                rows.getFirst().timestamp(),
                rows.getLast().timestamp(),
                rows.getLast().get(SampleField.JITTER_BUFFER_MILLIS),
                cumulative));
      }
    }
    return tails;
  }

  /** The stored samples of one direction of a contact, in time order. */
  synchronized List<Sample> stream(String contactId, StreamType stream) {
    return samples.stream()
        .filter(row -> row.contactId().equals(contactId) && row.stream() == stream)
        .sorted(Comparator.comparingLong(Sample::timestamp))
        .toList();
  }

  TelemetryBatch last() {
    return batches.getLast();
  }

  void failWith(StoreException.@Nullable Cause cause) {
    failure = cause == null ? null : new StoreException(cause, "as told");
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    throw new UnsupportedOperationException("ingest asks only for tails");
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    throw new UnsupportedOperationException("ingest asks only for tails");
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    throw new UnsupportedOperationException("ingest asks only for tails");
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    throw new UnsupportedOperationException("ingest asks only for tails");
  }
}
