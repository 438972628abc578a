package io.linecheck.store.opensearch;

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
import io.linecheck.store.BadQuestion;
import io.linecheck.store.CallHistory;
import io.linecheck.store.ClusterActivity;
import io.linecheck.store.DocumentStore;
import io.linecheck.store.PersonalData;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.StoredAttributes;
import io.linecheck.store.StoredBatches;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.Trouble;
import io.linecheck.store.WriteCounts;
import io.linecheck.store.WriteReceipt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Telemetry in an OpenSearch cluster. See the package's description. */
public final class OpenSearchStore implements TelemetryStore {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSearchStore.class);

  /** Beyond it a batch is refused, and its sender comes again. */
  private static final long PATIENCE_MILLIS = 15_000;

  private final Cluster cluster;
  private final Indices indices;
  private final WrittenIndices written;
  private final WrittenRows rows;
  private final WriteCounts counts;
  private final ClusterTroubles troubles;
  private final OpenSearchReader reader;
  private final Tails tails;
  private final Deriver deriver;
  private final WriteQueue queue;
  private final ClusterHealth health;
  private final Retention retention;
  private final CallHistory history;
  private final PersonalData personalData;
  private final StoredAttributes attributes;
  private final DocumentStore documents;
  private final AuditLog audit;

  /**
   * Opens the store, setting up the cluster if the configuration says so.
   *
   * @throws StoreException {@code UNAVAILABLE} if the cluster does not answer or does not let
   *     Linecheck in
   */
  public static OpenSearchStore open(OpenSearchConfig config) {
    Cluster cluster = new Cluster(config.connection());
    try {
      ClusterVersion.of(cluster);
      if (config.layout().setUp()) {
        new Setup(cluster, config.layout()).install();
      }
      OpenSearchStore store = new OpenSearchStore(config, cluster);
      store.start();
      return store;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private OpenSearchStore(OpenSearchConfig config, Cluster cluster) {
    this.cluster = cluster;
    this.indices = new Indices(config.layout().prefix());
    this.reader = new OpenSearchReader(cluster, indices, config.querying(), config.clock());
    this.written = new WrittenIndices(cluster, indices, config.layout(), config.clock());
    this.tails = new Tails(cluster, indices, written);
    this.troubles = new ClusterTroubles(cluster, indices, config, written);
    this.documents = new OpenSearchDocuments(cluster, indices, written);
    this.audit = new OpenSearchAuditLog(cluster, indices, written);
    Bulk bulk = new Bulk(cluster, written, config.writing().copies(), PATIENCE_MILLIS);
    PendingCalls pending = new PendingCalls(cluster, indices, config.clock());
    Watermark samplesFrom = new Watermark(documents, "samplesFrom");
    this.deriver =
        new Deriver(
            pending,
            new DerivationCycle(
                cluster, indices, bulk, pending, config.deriving(), samplesFrom::get),
            config.deriving(),
            config.clock());
    this.counts = new WriteCounts(config.clock());
    this.rows = new WrittenRows(indices);
    this.queue =
        new WriteQueue(
            config.writing(),
            new BatchGroups(
                bulk, rows, new Receipts(cluster, indices), pending, deriver::written, counts));
    this.history = new OpenSearchHistory(indices, bulk, samplesFrom);
    Sweep sweep = new Sweep(cluster, indices, bulk);
    this.retention = new Retention(cluster, indices, written, sweep, samplesFrom);
    ShortAddresses addresses =
        new ShortAddresses(cluster, indices, sweep, new Watermark(documents, "addressesUntil"));
    Persons persons = new Persons(documents);
    this.personalData =
        new OpenSearchPersonalData(
            indices,
            sweep,
            deriver,
            tails,
            persons,
            addresses,
            new TakenOut(cluster, indices, sweep, persons));
    this.attributes = new OpenSearchAttributes(cluster, indices, sweep, deriver, addresses);
    this.health = new ClusterHealth(cluster, indices, queue, deriver, counts, config.clock());
  }

  private void start() {
    written.opened();
    deriver.start();
    queue.start();
  }

  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    // Before it is put together with others, which an index that does not fit is not to cost.
    counted(() -> {
      rows.indices(batch).forEach(written::ready);
      return batch;
    });
    WriteReceipt receipt = queue.write(batch);
    tails.written(batch);
    return receipt;
  }

  /** What comes before writing and fails is a write that failed. */
  private <T> T counted(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      counts.failed(e);
      throw e;
    }
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    return reader.aggregate(question);
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    return reader.search(question);
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    return reader.facets(question);
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    return reader.call(contactId);
  }

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    return counted(() -> tails.of(call));
  }

  @Override
  public StoreHealth health() {
    return health.now();
  }

  @Override
  public List<Trouble> troubles() {
    return troubles.lookAndTell();
  }

  @Override
  public Optional<ClusterActivity> cluster() {
    return Optional.of(cluster.traffic().activity(deriver.outstanding()));
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
    throw BadQuestion.of(
        "a cluster is not copied to a file: take a snapshot of indices " + indices.everything());
  }

  @Override
  public StoredAttributes attributes() {
    return attributes;
  }

  @Override
  public StoredBatches batches() {
    throw BadQuestion.of(
        "only the embedded store is copied: indices "
            + indices.everything()
            + " are moved with a snapshot or a reindex from remote");
  }

  @Override
  public CallHistory history() {
    return history;
  }

  @Override
  public void toParquet(Path ndjson, List<Field> fields, Path parquet) {
    throw BadQuestion.of("Parquet is written by the embedded store alone: ask for CSV or NDJSON");
  }

  @Override
  public Optional<SizeCut> applyRetention(RetentionPolicy policy) {
    AtomicReference<Optional<SizeCut>> cut = new AtomicReference<>(Optional.empty());
    deriver.pausedFor(() -> cut.set(retention.apply(policy)));
    tails.forgetAll();
    return cut.get();
  }

  @Override
  public void close() {
    queue.close();
    deriver.close();
    makeVisible();
    cluster.close();
  }

  /** Who opens the store again finds what was acknowledged. */
  private void makeVisible() {
    if (!cluster.isClosed()) {
      try {
        cluster.send("POST", indices.everything() + "/_refresh?ignore_unavailable=true");
      } catch (StoreException e) {
        LOG.debug("the cluster will make the last rows visible by itself", e);
      }
    }
  }
}
