package io.linecheck.store.opensearch;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Several searches in one request. Not for questions of people, which are bounded otherwise. */
final class MultiSearch {
  private final Cluster cluster;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int searches;

  MultiSearch(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param indices some of which may not exist
   */
  MultiSearch add(String indices, ObjectNode search) {
    ObjectNode header =
        Json.object()
            .put("index", indices)
            .put("ignore_unavailable", true)
            .put("allow_partial_search_results", false);
    body.writeBytes(Json.MAPPER.writeValueAsBytes(header));
    body.write('\n');
    body.writeBytes(Json.MAPPER.writeValueAsBytes(search));
    body.write('\n');
    searches++;
    return this;
  }

  /** The hits of each search, in their order; none of them is answered in part. */
  List<JsonNode> hits() {
    List<JsonNode> all = new ArrayList<>();
    if (searches == 0) {
      return all;
    }
    JsonNode responses = ask();
    long end = System.nanoTime() + Cluster.SHARDS_COME_NANOS;
    while (isUnavailable(responses) && System.nanoTime() < end) {
      Cluster.pause();
      responses = ask();
    }
    for (JsonNode response : responses) {
      Reply reply = new Reply(response.path("status").asInt(200), response);
      all.add(reply.orThrow(() -> "stored rows cannot be read").path("hits").path("hits"));
    }
    return all;
  }

  private JsonNode ask() {
    return cluster
        .sendBytes("POST", "_msearch", body.toByteArray())
        .orThrow(() -> "stored rows cannot be read")
        .path("responses");
  }

  private static boolean isUnavailable(JsonNode responses) {
    for (JsonNode response : responses) {
      if (response.path("status").asInt() == Reply.UNAVAILABLE) {
        return true;
      }
    }
    return false;
  }
}
