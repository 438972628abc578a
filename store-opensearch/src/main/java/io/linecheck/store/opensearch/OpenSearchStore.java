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
import io.linecheck.store.DocumentStore;
import io.linecheck.store.PersonalData;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.StoredAttributes;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.WriteReceipt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Telemetry in an OpenSearch cluster. See the package's description. */
public final class OpenSearchStore implements TelemetryStore {
  private final Cluster cluster;
  private final OpenSearchReader reader;

  /**
   * Opens the store, setting up the cluster if the configuration says so.
   *
   * @throws io.linecheck.store.StoreException {@code UNAVAILABLE} if the cluster does not answer or
   *     does not let Linecheck in
   */
  public static OpenSearchStore open(OpenSearchConfig config) {
    Cluster cluster = new Cluster(config.connection());
    try {
      if (config.layout().setUp()) {
        new Setup(cluster, config.layout()).install();
      }
      return new OpenSearchStore(config, cluster);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private OpenSearchStore(OpenSearchConfig config, Cluster cluster) {
    this.cluster = cluster;
    Indices indices = new Indices(config.layout().prefix());
    this.reader = new OpenSearchReader(cluster, indices, config.querying(), config.clock());
  }

  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreHealth health() {
    throw new UnsupportedOperationException();
  }

  @Override
  public DocumentStore documents() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AuditLog audit() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PersonalData personalData() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void backup(Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoredAttributes attributes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void toParquet(Path ndjson, List<Field> fields, Path parquet) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<SizeCut> applyRetention(RetentionPolicy policy) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
