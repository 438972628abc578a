package io.linecheck.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.linecheck.ingest.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeederTest {
  private static final String ANSWER =
      """
      {"accepted":2,"duplicates":1,"rejected":[{"path":"a[0].b","reason":"not a number"}]}\
      """;

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger busyAnswers = new AtomicInteger();
  private int status = 200;
  private String answer = ANSWER;
  private HttpServer server = create();

  @BeforeEach
  void start() {
    server.createContext(
        "/ingest/",
        exchange -> {
          boolean busy = busyAnswers.getAndDecrement() > 0;
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (!busy) {
            received.add(
                exchange.getRequestURI().getPath()
                    + " "
                    + exchange.getRequestHeaders().getFirst("X-Forwarded-For")
                    + " "
                    + body);
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(busy ? 503 : status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void keepsTheOrderOfOneCallAndCountsItems() throws InterruptedException {
    Ledger.Tally tally =
        feed(List.of(request("ann", "1"), request("ann", "2"), request("ann", "3")));
    assertThat(received)
        .containsExactly(
            "/ingest/callreport 198.51.100.7 1",
            "/ingest/callreport 198.51.100.7 2",
            "/ingest/callreport 198.51.100.7 3");
    assertThat(tally.sent()).isEqualTo(3);
    assertThat(tally.acknowledged()).isEqualTo(3);
    assertThat(tally.accepted()).isEqualTo(6);
    assertThat(tally.duplicates()).isEqualTo(3);
    assertThat(tally.rejected()).isEqualTo(3);
    assertThat(tally.firstProblem()).isEqualTo("a[0].b: not a number");
  }

  @Test
  void aBusyServerIsTriedAgain() throws InterruptedException {
    busyAnswers.set(2);
    Ledger.Tally tally = feed(List.of(request("ann", "1")));
    assertThat(tally.acknowledged()).isEqualTo(1);
    assertThat(tally.retried()).isEqualTo(2);
    assertThat(received).hasSize(1);
  }

  @Test
  void aRefusalIsFinalAndSaysWhy() throws InterruptedException {
    status = 400;
    answer = "{\"error\":\"agent is missing\"}";
    Ledger.Tally tally = feed(List.of(request("ann", "1")));
    assertThat(tally.refused()).isEqualTo(1);
    assertThat(tally.retried()).isZero();
    assertThat(tally.firstProblem()).contains("400").contains("agent is missing");
  }

  @Test
  void aServerThatIsNotThereIsGivenUpInTheEnd() throws InterruptedException {
    server.stop(0);
    Ledger.Tally tally = feed(List.of(request("ann", "1")));
    assertThat(tally.givenUp()).isEqualTo(1);
    assertThat(tally.retried()).isEqualTo(2);
  }

  private Ledger.Tally feed(List<SimulatedRequest> requests) throws InterruptedException {
    URI ingest = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ingest");
    try (Feeder feeder = new Feeder(ingest, 4, 3)) {
      feeder.feed(requests.iterator(), Pace.unlimited());
      return feeder.ledger().tally();
    }
  }

  private static SimulatedRequest request(String agent, String body) {
    return new SimulatedRequest(
        Route.CALL_REPORT,
        Instant.EPOCH,
        agent,
        agent,
        "198.51.100.7",
        () -> body.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
