package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.cli.Commands;
import io.linecheck.store.TelemetryStore;
import io.linecheck.testkit.OpenSearchNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that a deployment of the AWS sample has stored comes over, however often one has to begin.
 */
class ImportDeploymentIT {
  private static final int CALLS = 40;
  private static final int SECONDS = 200;
  private static final int METRICS = 300;

  @SuppressWarnings("NullAway.Init") // JUnit sets it before the first test.
  private static OpenSearchNodes deployment;

  private final Instant begin = Instant.now().minus(2, ChronoUnit.HOURS);
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void startCluster() throws IOException {
    deployment = OpenSearchNodes.start(1);
  }

  @AfterAll
  static void endCluster() {
    deployment.close();
  }

  @Test
  void aDeploymentComesOverOnceThoughTheImportIsKilledAndBegunAgain()
      throws IOException, InterruptedException {
    fillDeployment();
    Path progress = directory.resolve("progress.json");
    try (TestServer server = TestServer.on(TestServer.settings(directory.resolve("data")))) {
      killOnceItHasBegun(server, progress);
      Commands.Result resumed = importInto(server, progress);

      assertThat(resumed.err()).isEmpty();
      assertThat(resumed.exitCode()).isZero();
      assertThat(resumed.out()).contains("Indices taken over: 1;").contains(" 0 rejected");
      assertThat(documentsRead(resumed.out())).isLessThan(2 * CALLS * SECONDS);
      assertStored(server.server().store(), CALLS);

      assertThat(importInto(server, progress).out()).contains("Nothing has come since");
      // Before all others in the order in which they are read.
      bulk("softphonestreamstats-2026-01-01", samples("a-late-call"));
      Commands.Result later = importInto(server, progress);
      assertThat(later.out()).contains("Indices taken over: 1;");
      assertStored(server.server().store(), CALLS + 1);
      assertThat(server.get("/api/v1/calls/c7").body())
          .contains("\"sampleCount\":" + 2 * SECONDS)
          .contains("\"reported\":true");
    }
  }

  @Test
  void whatIsOfAnotherWayIsNotTaken() throws IOException {
    Path progress =
        Files.writeString(
            directory.resolve("other.json"),
            "{\"from\":\"http://elsewhere:9200\",\"to\":\"data\",\"indices\":{}}");
    try (TestServer server = TestServer.on(TestServer.settings(directory.resolve("data")))) {
      Commands.Result refused = importInto(server, progress);

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .contains(progress + " says how far the way from http://elsewhere:9200 to data has come");
    }
  }

  private static void assertStored(TelemetryStore store, int calls) {
    assertThat(count(store, Dataset.SAMPLES).total()).isEqualTo(2L * calls * SECONDS);
    assertThat(count(store, Dataset.REPORTS).total()).isEqualTo(CALLS);
    assertThat(count(store, Dataset.API_METRICS).total()).isEqualTo(METRICS);
    // What the deployment stored as 0 was not measured.
    assertThat(count(store, Dataset.SAMPLES).documents())
        .filteredOn(sample -> "audio_input".equals(sample.get("softphoneStreamType")))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample).doesNotContainKey("roundTripTimeMillis"));
  }

  private static SearchAnswer count(TelemetryStore store, Dataset dataset) {
    Instant now = Instant.now();
    TimeRange range = new TimeRange(now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.DAYS));
    return store.search(
        new SearchQuestion(dataset, range, Filter.EVERYTHING, "timestamp", false, 50, null));
  }

  /** As a process of its own, by SIGKILL, amid the samples. */
  private void killOnceItHasBegun(TestServer server, Path progress)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.linecheck.server.cli.Main",
                "import",
                "--url=" + server.uri("ingest"),
                "--from-opensearch=" + deployment.urls().getFirst(),
                "--progress-file=" + progress)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Awaiting.until(() -> saysHowFar(progress) || !process.isAlive());
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(saysHowFar(progress)).isTrue();
  }

  private static boolean saysHowFar(Path progress) {
    try {
      return Files.exists(progress) && Files.readString(progress).contains("\"next\":\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Commands.Result importInto(TestServer server, Path progress) {
    return Commands.run(
        "import",
        "--url=" + server.uri("ingest"),
        "--from-opensearch=" + deployment.urls().getFirst(),
        "--progress-file=" + progress);
  }

  /** Of samples, as the command tells. */
  private static int documentsRead(String out) {
    return out.lines()
        .filter(line -> line.startsWith("softphonestreamstats-"))
        .mapToInt(line ->
            Integer.parseInt(line.replaceAll(".*: ([0-9,]+) documents.*", "$1").replace(",", "")))
        .sum();
  }

  private void fillDeployment() throws IOException, InterruptedException {
    StringBuilder reports = new StringBuilder();
    StringBuilder metrics = new StringBuilder();
    for (int call = 0; call < CALLS; call++) {
      bulk("softphonestreamstats-2026-01-01", samples("c" + call));
      line(
          reports,
          """
          {"doc":{"agent":"jane","contactId":"c%d","contactQueue":"sales","timestamp":"%s","numberofCpu":0,\
          "report":{"callStartTime":"%s","callEndTime":"%s","gumTimeMillis":"12"}}}\
          """
              .formatted(call, begin.plusSeconds(SECONDS), begin, begin.plusSeconds(SECONDS)));
    }
    for (int metric = 0; metric < METRICS; metric++) {
      line(
          metrics,
          "{\"doc\":{\"agent\":\"jane\",\"timestamp\":\"%s\",\"%s\":31}}"
              .formatted(
                  begin.plusSeconds(metric / 2),
                  metric % 2 == 0 ? "sendDigits" : "getAgentSnapshot"));
    }
    bulk("softphonecallreport-2026-01-01", reports.toString());
    bulk("apimetric-2026-01-01", metrics.toString());
  }

  private String samples(String contactId) {
    StringBuilder lines = new StringBuilder();
    for (int second = 0; second < SECONDS; second++) {
      for (String direction : List.of("audio_input", "audio_output")) {
        line(
            lines,
            """
            {"doc":{"agent":"jane","contactId":"%s","contactQueue":"sales","agentRoutingProfile":"basic",\
            "agentPrivateIp":"x.local","signalingEndpoint":"wss://s.example","iceServers":"turn:a.example:3478",\
            "agentPublicIp":"203.0.113.9","softphoneStreamType":"%s","timestamp":"%s","packetsLost":1,\
            "packetsCount":49,"audioLevel":900,"jitterBufferMillis":20,"roundTripTimeMillis":%d}}\
            """
                .formatted(
                    contactId,
                    direction,
                    begin.plusSeconds(second),
                    direction.equals("audio_input") ? 0 : 80));
      }
    }
    return lines.toString();
  }

  private static void line(StringBuilder bulk, String document) {
    bulk.append("{\"index\":{}}\n").append(document).append('\n');
  }

  private void bulk(String index, String lines) throws IOException, InterruptedException {
    URI bulk = deployment.urls().getFirst().resolve("/" + index + "/_bulk?refresh=true");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(bulk)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains("\"errors\":false");
  }
}
