package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.linecheck.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against stand-ins for nodes, which die and freeze at the very moment that is meant. */
@Timeout(60)
class ClusterTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> nodes = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    nodes.forEach(node -> node.stop(0));
    threads.shutdownNow();
  }

  @Test
  void aQuestionThatANodeDoesNotAnswerIsPutToAnother() throws IOException {
    URI silent = node(_ -> asked.incrementAndGet());
    URI well = node(ClusterTest::answer);

    try (Cluster cluster = cluster(LONG, silent, well)) {
      assertThat(cluster.send("GET", "_cat/nodes").ok()).isTrue();
      assertThat(cluster.send("POST", "i/_search", Json.object()).ok()).isTrue();
    }
    assertThat(asked).as("the node that answered is asked first from then on").hasValue(1);
  }

  @Test
  void aQuestionIsAskedAgainIfItsNodeDies() throws IOException {
    URI dying =
        node(exchange -> {
          if (asked.incrementAndGet() == 1) {
            exchange.close();
          } else {
            answer(exchange);
          }
        });

    try (Cluster cluster = cluster(LONG, dying)) {
      assertThat(cluster.send("POST", "i/_search", Json.object()).ok()).isTrue();
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void aQuestionIsAskedAgainIfANodeWasLostOverIt() throws IOException {
    URI node =
        node(exchange -> {
          if (asked.incrementAndGet() == 1) {
            answer(
                exchange,
                500,
                "{\"error\":{\"root_cause\":[{\"type\":\"node_disconnected_exception\"}]}}");
          } else {
            answer(exchange);
          }
        });

    try (Cluster cluster = cluster(LONG, node)) {
      assertThat(cluster.send("GET", "i/_doc/1").ok()).isTrue();
    }
  }

  @Test
  void aChangeIsSentOnce() throws IOException {
    URI dying =
        node(exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });
    URI well =
        node(exchange -> {
          asked.incrementAndGet();
          answer(exchange);
        });

    try (Cluster cluster = cluster(LONG, dying, well)) {
      assertThatThrownBy(() -> cluster.send("PUT", "i/_doc/1", Json.object()))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.UNAVAILABLE));
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void anAnswerThatStopsInItsMidstIsNotWaitedForForEver() throws IOException {
    URI stopping =
        node(exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });

    try (Cluster cluster = cluster(SHORT, stopping)) {
      assertThatThrownBy(() -> cluster.send("POST", "_bulk"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("timed out");
    }
  }

  private static Cluster cluster(Duration timeout, URI... nodes) {
    return new Cluster(
        new OpenSearchConfig.Connection(
            List.of(nodes), new OpenSearchConfig.Credentials.None(), Optional.empty(), timeout));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "{}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private URI node(HttpHandler handler) throws IOException {
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.setExecutor(threads);
    node.createContext("/", handler);
    node.start();
    nodes.add(node);
    return URI.create("http://127.0.0.1:" + node.getAddress().getPort());
  }
}
