package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.store.StoreActivity;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.WriteCounts;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How the cluster and this node's part in it are, for the operator. */
final class ClusterHealth {
  /** Of the index templates; raised when what is stored changes its meaning. */
  private static final int SCHEMA_VERSION = 1;

  private final Cluster cluster;
  private final Indices indices;
  private final WriteQueue queue;
  private final Deriver deriver;
  private final WriteCounts counts;
  private final Clock clock;

  ClusterHealth(
      Cluster cluster,
      Indices indices,
      WriteQueue queue,
      Deriver deriver,
      WriteCounts counts,
      Clock clock) {
    this.cluster = cluster;
    this.indices = indices;
    this.queue = queue;
    this.deriver = deriver;
    this.counts = counts;
    this.clock = clock;
  }

  StoreHealth now() {
    String engine = "OpenSearch";
    String detail = detail();
    Map<Dataset, Long> rows = Map.of();
    long bytes = 0;
    Failure failure = counts.failure();
    boolean answers = true;
    try {
      engine =
          "OpenSearch "
              + cluster
                  .now("")
                  .orThrow(() -> "the cluster does not tell its version")
                  .path("version")
                  .path("number")
                  .asString("");
      JsonNode stats =
          cluster
              .now(indices.everything() + "/_stats/docs,store")
              .orThrow(() -> "sizes cannot be read");
      rows = rows(stats);
      bytes = stats.path("_all").path("total").path("store").path("size_in_bytes").asLong();
    } catch (StoreException e) {
      answers = false;
      detail = String.valueOf(e.getMessage());
      failure = failure == null ? Failure.of(clock.instant(), e) : failure;
    }
    return new StoreHealth(
        answers,
        detail,
        rows,
        bytes,
        queue.queued(),
        deriver.lagMillis(),
        new StoreActivity(
            engine, SCHEMA_VERSION, counts.commits(), null, failure, null, List.of()));
  }

  private String detail() {
    String trouble = deriver.trouble();
    return trouble == null
        ? "ok"
        : "telemetry is taken, but windows and calls lag behind: " + trouble;
  }

  private Map<Dataset, Long> rows(JsonNode stats) {
    Map<Dataset, Long> rows = new EnumMap<>(Dataset.class);
    stats
        .path("indices")
        .properties()
        .forEach(index ->
            indices
                .dataset(index.getKey())
                .ifPresent(dataset ->
                    rows.merge(
                        dataset,
                        index.getValue().path("primaries").path("docs").path("count").asLong(),
                        Long::sum)));
    return rows;
  }
}
