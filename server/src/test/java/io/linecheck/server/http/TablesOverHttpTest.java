package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Awaiting;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tables from upload to the calls they change, over a restart. */
@Timeout(60)
class TablesOverHttpTest {
  private static final String TABLES = "/api/v1/tables";
  private static final String NETWORKS = TABLES + "/networks";
  private static final String AGENTS = TABLES + "/agents";

  @TempDir Path data;

  @Test
  void tablesChangeOldCallsAndNewOnes() {
    Settings settings = TestServer.settings(data);
    long version;
    try (TestServer server = TestServer.on(settings)) {
      send(server, "old");
      Awaiting.until(() -> calls(server, "").path("total").asLong() == 1);

      JsonNode preview =
          ok(csv(server, "POST", NETWORKS + "/preview", "network,site\n127.0.0.0/8,Here"));
      assertThat(preview.path("rows").asInt()).isEqualTo(1);
      assertThat(preview.path("reach").path("calls").asInt()).isEqualTo(1);
      assertThat(preview.path("reach").path("mapped").asInt()).isEqualTo(1);
      assertThat(preview.path("reach").path("mappedNow").asInt()).isZero();
      assertThat(
              ok(server.get(NETWORKS + "/unmapped" + range()))
                  .path("networks")
                  .get(0)
                  .path("network")
                  .asString())
          .isEqualTo("127.0.0.0/24");

      version =
          ok(csv(server, "PUT", NETWORKS + "?version=0", "network,site\n127.0.0.0/8,Here"))
              .path("version")
              .asLong();
      ok(csv(server, "PUT", AGENTS + "?version=0", "agent,hierarchyL1,team\nJANE,EMEA,Blue"));
      send(server, "new");
      Awaiting.until(() -> calls(server, "&site=Here&team=Blue").path("total").asLong() == 1);
      assertThat(ok(server.get(NETWORKS + "/unmapped" + range())).path("networks").size()).isZero();

      ok(server.post(TABLES + "/application", ""));
      Awaiting.until(() -> state(server).equals("done"));
      assertThat(calls(server, "&site=Here&hierarchyL1=EMEA").path("total").asLong()).isEqualTo(2);
      assertThat(ok(server.get("/api/v1/audit?action=table.upload")).path("entries").size())
          .isEqualTo(2);
    }
    try (TestServer server = TestServer.on(settings)) {
      send(server, "later");
      Awaiting.until(() -> calls(server, "&site=Here&team=Blue").path("total").asLong() == 3);
      assertThat(server.get(NETWORKS).body())
          .isEqualTo("network,site,building,networkType,vpn,from,to\r\n127.0.0.0/8,Here,,,,,\r\n");
      HttpResponse<String> removed =
          server.send(server.request(NETWORKS + "?version=" + version).DELETE());
      assertThat(removed.statusCode()).isEqualTo(204);
      assertThat(server.get(NETWORKS).statusCode()).isEqualTo(404);
      ok(server.post(TABLES + "/application", ""));
      Awaiting.until(() -> state(server).equals("done"));
      assertThat(calls(server, "&site=Here").path("total").asLong()).isZero();
      assertThat(calls(server, "&team=Blue").path("total").asLong()).isEqualTo(3);
    }
  }

  @Test
  void whatIsWrongIsSaidAndNothingChanges() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      HttpResponse<String> bad =
          csv(server, "PUT", NETWORKS + "?version=0", "network,site\n10.0.0.0/99,x");
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).contains("line 2: network: \\\"10.0.0.0/99\\\"");
      ok(csv(server, "PUT", NETWORKS + "?version=0", "network,site\n10.0.0.0/8,x"));
      assertThat(
              csv(server, "PUT", NETWORKS + "?version=0", "network,site\n10.0.0.0/8,y")
                  .statusCode())
          .isEqualTo(409);
      assertThat(server.get(NETWORKS).body()).contains("10.0.0.0/8,x");
      assertThat(csv(server, "PUT", TABLES + "/people?version=0", "x").body())
          .contains("table: there is no \\\"people\\\", expected networks or agents");
      assertThat(csv(server, "PUT", NETWORKS, "x").body()).contains("version: is missing");
      assertThat(
              csv(server, "PUT", NETWORKS + "?version=0", "x".repeat((8 << 20) + 1)).statusCode())
          .isEqualTo(413);
      assertThat(server.send(server.request(TABLES + "/application").DELETE()).statusCode())
          .isEqualTo(409);
    }
  }

  private static HttpResponse<String> csv(
      TestServer server, String method, String path, String text) {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "text/csv")
            .method(method, BodyPublishers.ofString(text)));
  }

  private static void send(TestServer server, String contact) {
    String body = SampleBodies.call(contact, Instant.now().toEpochMilli() - 20_000, 12);
    assertThat(server.post("/ingest/softphonemetrics", body).statusCode()).isEqualTo(200);
  }

  private static JsonNode calls(TestServer server, String filter) {
    return ok(server.get("/api/v1/calls" + range() + filter));
  }

  private static String range() {
    long now = Instant.now().toEpochMilli();
    return "?from=" + (now - 3_600_000) + "&to=" + (now + 3_600_000);
  }

  private static String state(TestServer server) {
    return ok(server.get(TABLES)).path("application").path("state").asString("");
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
