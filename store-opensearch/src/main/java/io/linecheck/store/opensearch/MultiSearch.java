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
    return responses().stream().map(response -> response.path("hits").path("hits")).toList();
  }

  /** The answer to each search, in their order; none of them in part. */
  List<JsonNode> responses() {
    List<JsonNode> all = new ArrayList<>();
    if (searches == 0) {
      return all;
    }
    JsonNode responses = ask();
    long end = System.nanoTime() + Cluster.RECOVERY_NANOS;
    while (mayPass(responses) && System.nanoTime() < end) {
      Cluster.pause();
      responses = ask();
    }
    for (JsonNode response : responses) {
      all.add(reply(response).orThrow(() -> "stored rows cannot be read"));
    }
    return all;
  }

  private JsonNode ask() {
    return cluster
        .sendBytes("POST", "_msearch", body.toByteArray())
        .orThrow(() -> "stored rows cannot be read")
        .path("responses");
  }

  private static boolean mayPass(JsonNode responses) {
    for (JsonNode response : responses) {
      if (reply(response).mayPass()) {
        return true;
      }
    }
    return false;
  }

  private static Reply reply(JsonNode response) {
    return new Reply(response.path("status").asInt(200), response);
  }
}
