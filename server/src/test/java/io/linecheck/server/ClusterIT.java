package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.testkit.OpenSearchNodes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers over a real OpenSearch node: what one was sent, the other shows. */
class ClusterIT {
  @SuppressWarnings("NullAway.Init") // JUnit sets it before the first test.
  private static OpenSearchNodes cluster;

  @TempDir Path first = Path.of("");
  @TempDir Path second = Path.of("");

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = OpenSearchNodes.start(1);
  }

  @AfterAll
  static void endCluster() {
    cluster.close();
  }

  @Test
  void whatOneServerTookTheOtherShows() {
    String body = SampleBodies.call("c1", System.currentTimeMillis() - 60_000, 30);
    try (TestServer one = TestServer.on(settings(first));
        TestServer other = TestServer.on(settings(second))) {
      assertThat(one.post("/ingest/softphonemetrics", body).body()).contains("\"accepted\":60");
      assertThat(other.post("/ingest/softphonemetrics", body).body()).contains("\"duplicates\":60");

      Awaiting.until(() -> other.get("/api/v1/calls/c1").body().contains("\"sampleCount\":60"));
      assertThat(SystemChecks.of(other).check("store")).startsWith("ok\n");
      assertThat(SystemChecks.of(other).check("versions")).contains("OpenSearch ");
    }
  }

  @Test
  void workWithTheClusterIsMeasured() {
    String body = SampleBodies.call("c2", System.currentTimeMillis() - 60_000, 30);
    try (TestServer server = TestServer.on(settings(first))) {
      server.post("/ingest/softphonemetrics", body);
      server.post("/ingest/softphonemetrics", body);

      Awaiting.until(() -> server.get("/api/v1/calls/c2").body().contains("\"sampleCount\":60"));
      assertThat(server.metric("linecheck_cluster_writes_total{end=\"done\"}"))
          .isGreaterThanOrEqualTo(60);
      assertThat(server.metric("linecheck_cluster_writes_total{end=\"conflict\"}"))
          .isGreaterThanOrEqualTo(60);
      for (String work : List.of("bulk", "search", "refresh", "document")) {
        String labels = "{result=\"answered\",work=\"%s\"}".formatted(work);
        assertThat(server.metric("linecheck_cluster_requests_seconds_count" + labels))
            .as(work)
            .isPositive();
        assertThat(server.metric("linecheck_cluster_requests_seconds_sum" + labels))
            .as(work)
            .isPositive();
      }
      Awaiting.until(() -> server.metric("linecheck_cluster_pending_notes") == 0);
    }
  }

  private static Settings settings(Path data) {
    // In an order in which each step is valid by itself.
    return TestServer.settings(data)
        .with(
            OpenSearchSettings.URL,
            cluster.urls().stream().map(URI::toString).collect(Collectors.joining(",")))
        .with(OpenSearchSettings.STORE, "opensearch")
        .with(OpenSearchSettings.COPIES, "1")
        .with(OpenSearchSettings.REPLICAS, "0");
  }
}
