package io.linecheck.store.opensearch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes indices as this version of Linecheck wants them, whatever templates the cluster has. */
final class IndexMaker {
  private final Cluster cluster;
  private final Templates templates;
  private volatile @Nullable ClusterVersion version;

  IndexMaker(Cluster cluster, OpenSearchConfig.Layout layout) {
    this.cluster = cluster;
    this.templates = new Templates(layout);
  }

  /** Does nothing if it is there; whoever writes to it waits for its shards. */
  void create(String index) {
    Reply reply =
        cluster.send(
            "PUT", index + "?wait_for_active_shards=0&cluster_manager_timeout=5s", template(index));
    if (!reply.errorType().equals("resource_already_exists_exception")) {
      reply.orThrow(() -> "index " + index + " could not be made");
    }
  }

  /** That an older version of Linecheck did not have. */
  void addFields(String index) {
    ObjectNode mapping = Json.object();
    mapping.set("properties", template(index).path("mappings").path("properties"));
    cluster
        .send("PUT", index + "/_mapping?cluster_manager_timeout=5s", mapping)
        .orThrow(() -> "fields that index " + index + " lacks could not be added");
  }

  /** Settings and mapping of an index. */
  JsonNode template(String index) {
    ClusterVersion told = version;
    if (told == null) {
      told = ClusterVersion.of(cluster);
      version = told;
    }
    return templates
        .ofIndex(index, told)
        .orElseThrow(
            () -> new IllegalArgumentException("index " + index + " is none of Linecheck's"));
  }
}
