package io.linecheck.server.ledger;

import io.linecheck.server.Awaiting;
import io.linecheck.testkit.OpenSearchNode;
import io.linecheck.testkit.OpenSearchNodes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who looks after a cluster: asks whichever of its nodes answers. */
final class Operator implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  /** A node that is frozen takes a request and never answers it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OpenSearchNodes nodes;
  private final HttpClient client = HttpClient.newHttpClient();

  Operator(OpenSearchNodes nodes) {
    this.nodes = nodes;
  }

  JsonNode get(String path) throws IOException {
    return ask("GET", path, "");
  }

  /**
   * @throws IOException if no node does what it is asked, with what one of them said
   */
  JsonNode ask(String method, String path, String body) throws IOException {
    IOException last = new IOException("there are no nodes");
    for (OpenSearchNode node : nodes.all()) {
      try {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(node.address().url().resolve(path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return JSON.readTree(answer.body());
        }
        last = new IOException(method + " " + path + ": " + answer.body());
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw last;
  }

  /** The elected cluster manager. */
  OpenSearchNode manager() throws IOException {
    String name = get("/_cat/cluster_manager?format=json&h=node").path(0).path("node").asString("");
    return nodes.all().stream()
        .filter(node -> node.address().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException("no cluster manager is elected"));
  }

  /** A node that is not the elected cluster manager. */
  OpenSearchNode follower() throws IOException {
    OpenSearchNode manager = manager();
    return nodes.all().stream().filter(node -> node != manager).findFirst().orElseThrow();
  }

  /** Returns when all nodes are there and each shard has all its copies. */
  void awaitGreen() {
    Awaiting.until(() -> {
      try {
        JsonNode health = get("/_cluster/health");
        return health.path("status").asString("").equals("green")
            && health.path("number_of_nodes").asInt() == nodes.all().size();
      } catch (IOException _) {
        return false;
      }
    });
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
