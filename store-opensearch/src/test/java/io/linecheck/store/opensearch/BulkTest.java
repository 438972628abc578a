package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.linecheck.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in that answers what a real cluster cannot be brought to answer at will. */
class BulkTest {
  private static final String CREATED =
      "{\"create\":{\"status\":201,\"_shards\":{\"successful\":2}}}";
  private static final String ONE_COPY =
      "{\"create\":{\"status\":201,\"_shards\":{\"successful\":1}}}";
  private static final String EXISTS =
      "{\"create\":{\"status\":409,\"error\":{\"reason\":\"exists\"}}}";
  private static final String BUSY =
      "{\"create\":{\"status\":429,\"error\":{\"reason\":\"queue full\"}}}";
  private static final String GONE =
      "{\"create\":{\"status\":503,\"_index\":\"i\",\"error\":{\"reason\":\"primary is not active\"}}}";
  private static final String BAD =
      "{\"create\":{\"status\":400,\"error\":{\"reason\":\"failed to parse\"}}}";

  /** The stand-in has every index. */
  private static final class AnyIndex implements Bulk.Targets {
    @Override
    public void ready(String index) {}

    @Override
    public void inspect(String index) {}

    @Override
    public void forget(String index) {}
  }

  private final List<String> requests = new ArrayList<>();
  private Iterator<List<String>> answers = Collections.emptyIterator();
  private final HttpServer server = server();
  private final Cluster cluster =
      new Cluster(
          OpenSearchConfig.of(
                  List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())))
              .connection());

  @AfterEach
  void stop() {
    cluster.close();
    server.stop(0);
  }

  @Test
  void eachOperationHasItsOwnOutcome() {
    answer(List.of(CREATED, EXISTS, BAD));

    assertThat(new Bulk(cluster, new AnyIndex(), 2, 0).send(creations(3)))
        .containsExactly(
            new Bulk.Outcome.Done(),
            new Bulk.Outcome.Conflict(),
            new Bulk.Outcome.Refused("failed to parse"));
  }

  @Test
  void onlyWhatTheClusterCouldNotTakeIsSentAgain() {
    answer(List.of(CREATED, BUSY, EXISTS, GONE), List.of(CREATED, CREATED));

    assertThat(new Bulk(cluster, new AnyIndex(), 2, 10_000).send(creations(4)))
        .containsExactly(
            new Bulk.Outcome.Done(),
            new Bulk.Outcome.Done(),
            new Bulk.Outcome.Conflict(),
            new Bulk.Outcome.Done());
    assertThat(requests).hasSize(2);
    assertThat(requests.getLast()).contains("id-1", "id-3").doesNotContain("id-0", "id-2");
  }

  @Test
  void whatTooFewCopiesConfirmedMayBeOursWhenItIsFoundAgain() {
    answer(List.of(ONE_COPY, EXISTS), List.of(EXISTS));

    assertThat(new Bulk(cluster, new AnyIndex(), 2, 10_000).send(creations(2)))
        .containsExactly(new Bulk.Outcome.Found(), new Bulk.Outcome.Conflict());
  }

  @Test
  void aClusterThatTakesNothingMoreIsOverloaded() {
    answer(List.of(BUSY));

    assertThatThrownBy(() -> new Bulk(cluster, new AnyIndex(), 2, 0).send(creations(1)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.OVERLOADED))
        .hasMessageContaining("queue full");
  }

  @Test
  void aShardThatIsGoneIsUnavailable() {
    answer(List.of(GONE));

    assertThatThrownBy(() -> new Bulk(cluster, new AnyIndex(), 2, 0).send(creations(1)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.UNAVAILABLE))
        .hasMessageContaining("primary is not active");
  }

  private void answer(List<String> first) {
    answers = List.of(first).iterator();
  }

  private void answer(List<String> first, List<String> second) {
    answers = List.of(first, second).iterator();
  }

  private static List<BulkOperation> creations(int count) {
    List<BulkOperation> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operations.add(BulkOperation.create("i", "id-" + i, "{}"));
    }
    return operations;
  }

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            requests.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body =
                ("{\"items\":[" + String.join(",", answers.next()) + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException("no port on the loopback interface is free", e);
    }
  }
}
