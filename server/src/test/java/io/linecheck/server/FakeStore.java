package io.linecheck.server;

import io.linecheck.model.CallKey;
import io.linecheck.model.Field;
import io.linecheck.model.StreamType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.AuditLog;
import io.linecheck.store.CallHistory;
import io.linecheck.store.ClusterActivity;
import io.linecheck.store.DocumentStore;
import io.linecheck.store.PersonalData;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreActivity;
import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.StoredAttributes;
import io.linecheck.store.StoredBatches;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.Trouble;
import io.linecheck.store.WriteReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store that fails on demand, for what a real one does only on bad days. */
public final class FakeStore implements TelemetryStore {
  public final List<TelemetryBatch> batches = new CopyOnWriteArrayList<>();
  public final List<Object> questions = new CopyOnWriteArrayList<>();
  public final List<RetentionPolicy> retentions = new CopyOnWriteArrayList<>();
  public volatile @Nullable RuntimeException failure;
  public volatile @Nullable CountDownLatch writesWaitFor;
  public final AtomicInteger writing = new AtomicInteger();
  public final FakePersonalData personalData = new FakePersonalData();
  public final CountDownLatch retained = new CountDownLatch(1);
  public volatile boolean closed;

  /** What retention says it did because of the size. */
  public volatile Optional<SizeCut> sizeCut = Optional.empty();

  public volatile StoreActivity activity =
      new StoreActivity("fake", 1, Commits.NONE, null, null, null, List.of());

  public volatile List<Trouble> troubles = List.of();

  /** Absent as of a store that is a file. */
  public volatile Optional<ClusterActivity> cluster = Optional.empty();

  private final DocumentStore documents = new FakeDocuments();
  private final AuditLog audit = new FakeAuditLog();

  public void fail(StoreException.Cause kind) {
    failure = new StoreException(kind, "said by the store: " + kind);
  }

  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    failOnDemand();
    writing.incrementAndGet();
    CountDownLatch gate = writesWaitFor;
    if (gate != null) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    batches.add(batch);
    int items =
        batch.samples().size()
            + batch.reports().size()
            + batch.apiMetrics().size()
            + batch.events().size();
    return new WriteReceipt(items, 0, batch.rejected(), false);
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    ask(question);
    return new AggregateAnswer(
        List.of("contactQueue", "loss"),
        List.of(Arrays.asList("sales", 1.5), Arrays.asList("care", null), Arrays.asList("x", 2.0)),
        "rollup1m",
        null);
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    ask(question);
    return new SearchAnswer(
        List.of(Map.of("contactId", "c1", "rFactor", Double.NaN, "timestamp", 17L)), "more", 2);
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    ask(question);
    return List.of(new FacetValue("sales", 3));
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    ask(contactId);
    return contactId.equals("c1")
        ? Optional.of(
            new CallDetail(
                "c1",
                List.of(
                    new CallDetail.Part(
                        Map.of("contactId", "c1"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))))
        : Optional.empty();
  }

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    return Map.of();
  }

  @Override
  public StoreHealth health() {
    boolean writable = failure == null;
    return new StoreHealth(
        writable, writable ? "fine" : "disk full", Map.of(), 4096, 0, 0, activity);
  }

  @Override
  public List<Trouble> troubles() {
    return troubles;
  }

  @Override
  public DocumentStore documents() {
    return documents;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public PersonalData personalData() {
    return personalData;
  }

  @Override
  public void backup(Path file) {
    failOnDemand();
    try {
      Files.writeString(file, "all of it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public StoredAttributes attributes() {
    return (position, _) -> new StoredAttributes.Step(position, position, 0, 0);
  }

  @Override
  public Optional<ClusterActivity> cluster() {
    return cluster;
  }

  @Override
  public StoredBatches batches() {
    throw new UnsupportedOperationException("nobody copies a fake");
  }

  @Override
  public CallHistory history() {
    throw new UnsupportedOperationException("nobody copies to a fake");
  }

  @Override
  public void toParquet(Path ndjson, List<Field> fields, Path parquet) throws IOException {
    Files.copy(ndjson, parquet);
  }

  @Override
  public Optional<SizeCut> applyRetention(RetentionPolicy policy) {
    retentions.add(policy);
    retained.countDown();
    return sizeCut;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void ask(Object question) {
    failOnDemand();
    questions.add(question);
  }

  private void failOnDemand() {
    RuntimeException wanted = failure;
    if (wanted != null) {
      throw wanted;
    }
  }
}
