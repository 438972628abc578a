package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.cli.Commands;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.store.AuditQuestion;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.TelemetryStore;
import io.linecheck.testkit.OpenSearchNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody moves from the file to a cluster while agents are on calls, and nothing is missing. */
class CopyIT {
  private static final int EARLIER_CALLS = 30;
  private static final int AGENTS = 4;
  private static final int SECONDS_PER_BODY = 10;

  @SuppressWarnings("NullAway.Init") // JUnit sets it before the first test.
  private static OpenSearchNodes cluster;

  private final long begin = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(3);
  private final AtomicReference<URI> address = new AtomicReference<>(URI.create("http://unset/"));
  private final AtomicBoolean shiftEnds = new AtomicBoolean();

  /** Bodies that were acknowledged, of all agents. */
  private final AtomicInteger acknowledged = new AtomicInteger();

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = OpenSearchNodes.start(1);
  }

  @AfterAll
  static void endCluster() {
    cluster.close();
  }

  @Test
  void callsWhoseSamplesAreGoneStandAsTheyWere(@TempDir Path data) {
    List<Map<String, Object>> earlier;
    List<Map<String, Object>> windows;
    try (TestServer file = TestServer.on(TestServer.settings(data))) {
      sendEarlierCalls(file);
      TelemetryStore store = file.server().store();
      earlier = earlierCalls(store);
      windows = documents(store, Dataset.WINDOWS);
      // In the midst of a call.
      Instant cut = Instant.ofEpochMilli(earlierCallAt(20) + 20_000);
      store.applyRetention(
          new RetentionPolicy(
              cut.plusSeconds(60), Map.of(Dataset.SAMPLES, Duration.ofSeconds(60))));
    }
    assertThat(copy(data, "--opensearch-prefix=history-").exitCode()).isZero();
    Settings settings =
        clusterSettings(directory.resolve("history")).with(OpenSearchSettings.PREFIX, "history-");
    try (TestServer moved = TestServer.on(settings)) {
      TelemetryStore store = moved.server().store();
      Awaiting.until(() -> earlierCalls(store).size() == EARLIER_CALLS);
      Awaiting.until(() -> moved.metric("linecheck_cluster_pending_notes") == 0);
      assertThat(documents(store, Dataset.WINDOWS)).containsExactlyInAnyOrderElementsOf(windows);
      assertThat(exceptBeginOf("earlier-20", earlierCalls(store)))
          .isEqualTo(exceptBeginOf("earlier-20", earlier));
      assertThat(count(store, Dataset.REPORTS)).isEqualTo(EARLIER_CALLS);
      assertThat(count(store, Dataset.EVENTS)).isEqualTo(2 * EARLIER_CALLS);
    }
    assertThat(copy(data, "--opensearch-prefix=history-", "--without-accounts").out())
        .contains("0 items copied");
  }

  @Test
  void everythingAcknowledgedByEitherIsInTheClusterOnce() throws Exception {
    Path data = directory.resolve("data");
    List<Map<String, Object>> earlier;
    try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor();
        // Who fails before the end of the shift does not wait for it.
        AutoCloseable _ = agents::shutdownNow) {
      List<Future<Integer>> sent = new ArrayList<>();
      String token;
      try (TestServer file = TestServer.on(TestServer.settings(data))) {
        sendEarlierCalls(file);
        earlier = earlierCalls(file.server().store());
        token = newToken(data);
        address.set(file.uri("/"));
        for (int agent = 0; agent < AGENTS; agent++) {
          String contactId = "shift-" + agent;
          sent.add(agents.submit(() -> send(contactId)));
        }
        assertThat(copy(data).exitCode()).isZero();
        awaitMoreBodies();
        Commands.Result again = copy(data);
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains(" 0 refused");
        awaitMoreBodies();
      }
      assertThat(copy(data).exitCode()).isZero();
      try (TestServer moved = TestServer.on(clusterSettings(directory.resolve("moved")))) {
        address.set(moved.uri("/"));
        awaitMoreBodies();
        shiftEnds.set(true);
        for (int agent = 0; agent < AGENTS; agent++) {
          assertWhole(moved, "shift-" + agent, sent.get(agent).get());
        }
        assertThat(earlierCalls(moved.server().store())).isEqualTo(earlier);
        assertThat(count(moved.server().store(), Dataset.REPORTS)).isEqualTo(EARLIER_CALLS);
        assertThat(count(moved.server().store(), Dataset.API_METRICS)).isEqualTo(EARLIER_CALLS);
        assertThat(count(moved.server().store(), Dataset.EVENTS)).isEqualTo(2 * EARLIER_CALLS);
        assertThat(statusOfMetrics(moved, token)).isEqualTo(200);
        assertThat(actions(moved.server().store())).containsOnlyOnce("token.create");
        Commands.Result late = copy(data);
        assertThat(late.err()).contains("the cluster is in use: its collection");
        assertThat(copy(data, "--without-accounts").exitCode()).isZero();
      }
    }
  }

  private int send(String contactId) throws InterruptedException {
    int bodies = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!shiftEnds.get()) {
        long from = begin + 1000L * bodies * SECONDS_PER_BODY;
        String body = SampleBodies.call(contactId, from, SECONDS_PER_BODY);
        while (!isAcknowledged(client, body)) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        bodies++;
        acknowledged.incrementAndGet();
        // Each body is ten seconds of the call: sent without a pause they would soon be of the
        // future.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
    return bodies;
  }

  private boolean isAcknowledged(HttpClient client, String body) throws InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(address.get().resolve("/ingest/softphonemetrics"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Enough that each of the agents has been answered meanwhile. */
  private void awaitMoreBodies() {
    int wanted = acknowledged.get() + 5 * AGENTS;
    Awaiting.until(() -> acknowledged.get() >= wanted);
  }

  private static void assertWhole(TestServer server, String contactId, int bodies) {
    int samples = 2 * bodies * SECONDS_PER_BODY;
    Awaiting.until(() ->
        server.get("/api/v1/calls/" + contactId).body().contains("\"sampleCount\":" + samples));
    long now = System.currentTimeMillis();
    assertThat(
            server
                .post(
                    "/api/v1/query",
                    """
                    {"dataset":"samples","from":%d,"to":%d,"filter":{"field":"contactId","in":["%s"]},
                     "measures":[{"as":"n","count":true}]}\
                    """
                        .formatted(now - 86_400_000L, now + 60_000, contactId))
                .body())
        .contains("[[" + samples + "]]");
  }

  private void sendEarlierCalls(TestServer server) {
    for (int call = 0; call < EARLIER_CALLS; call++) {
      long from = earlierCallAt(call);
      String contactId = "earlier-" + call;
      post(
          server,
          "softphonemetrics",
          SampleBodies.call(contactId, from, 45)
              .replace(
                  "\"softphoneStreamStatistics\"",
                  "\"events\":[{\"kind\":\"mute\",\"timestamp\":%d},{\"kind\":\"unmute\",\"timestamp\":%d}],\"softphoneStreamStatistics\""
                      .formatted(from + 5_000, from + 15_000)));
      post(server, "callreport", SampleBodies.report(contactId, from + 45_000));
      post(server, "apimetrics", SampleBodies.apiMetric(from));
    }
    Awaiting.until(() ->
        earlierCalls(server.server().store()).stream()
                .filter(call -> Boolean.TRUE.equals(call.get("reported")))
                .count()
            == EARLIER_CALLS);
    Awaiting.until(() -> server.server().store().health().derivedLagMillis() == 0);
  }

  private long earlierCallAt(int call) {
    return begin - TimeUnit.HOURS.toMillis(2) + call * 60_000L;
  }

  private static void post(TestServer server, String route, String body) {
    assertThat(server.post("/ingest/" + route, body).statusCode()).isEqualTo(200);
  }

  /** Numbers rounded: the stores add up in other orders. */
  private static List<Map<String, Object>> earlierCalls(TelemetryStore store) {
    return documents(store, Dataset.CALLS).stream()
        .filter(call -> String.valueOf(call.get("contactId")).startsWith("earlier-"))
        .toList();
  }

  /** Of the call that retention cut, only its first window is known there. */
  private static List<Map<String, Object>> exceptBeginOf(
      String contactId, List<Map<String, Object>> calls) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> call : calls) {
      Map<String, Object> some = new HashMap<>(call);
      if (contactId.equals(call.get("contactId"))) {
        some.keySet().removeAll(List.of("timestamp", "durationSeconds"));
      }
      all.add(some);
    }
    return all;
  }

  private static List<Map<String, Object>> documents(TelemetryStore store, Dataset dataset) {
    return store
        .search(
            new SearchQuestion(dataset, day(), Filter.EVERYTHING, "timestamp", false, 500, null))
        .documents()
        .stream()
        .map(CopyIT::rounded)
        .toList();
  }

  private static Map<String, Object> rounded(Map<String, Object> document) {
    Map<String, Object> rounded = new HashMap<>(document);
    rounded.replaceAll(
        (_, value) -> value instanceof Double number ? Math.rint(number * 1e6) / 1e6 : value);
    return rounded;
  }

  private static long count(TelemetryStore store, Dataset dataset) {
    return store
        .search(new SearchQuestion(dataset, day(), Filter.EVERYTHING, "timestamp", false, 1, null))
        .total();
  }

  private static TimeRange day() {
    Instant now = Instant.now();
    return new TimeRange(now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.HOURS));
  }

  private static List<String> actions(TelemetryStore store) {
    return store.audit().read(AuditQuestion.of(day(), 500)).entries().stream()
        .map(entry -> entry.action())
        .toList();
  }

  private static String newToken(Path data) {
    String said =
        Commands.run("token", "add", "scraper", "--role", "monitoring", "--data", data.toString())
            .out();
    return said.strip();
  }

  private static int statusOfMetrics(TestServer server, String token) {
    return server
        .send(server.anonymous("/api/v1/metrics").header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private Commands.Result copy(Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "copy",
                "--data=" + data,
                "--opensearch-url=" + cluster.urls().getFirst(),
                "--opensearch-copies=1",
                "--opensearch-replicas=0"));
    arguments.addAll(List.of(more));
    return Commands.run(arguments.toArray(String[]::new));
  }

  private static Settings clusterSettings(Path data) {
    return TestServer.settings(data)
        .with(
            Map.of(
                OpenSearchSettings.URL.key(), cluster.urls().getFirst().toString(),
                OpenSearchSettings.STORE.key(), "opensearch",
                OpenSearchSettings.COPIES.key(), "1",
                OpenSearchSettings.REPLICAS.key(), "0"));
  }
}
