package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.cli.Commands;
import io.linecheck.server.config.PrivacySettings;
import io.linecheck.server.config.Settings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents under pseudonyms, the way back to their names, and the end of what is stored of one. */
class AgentPrivacyTest {
  private static final Pattern PSEUDONYM = Pattern.compile("agent-[0-9a-f]{20}");

  @TempDir Path data = Path.of("");

  private final long now = System.currentTimeMillis();

  @Test
  void aPseudonymStandsForTheAgentAndIsLookedUpWithAReason() {
    try (TestServer server = TestServer.on(pseudonyms())) {
      sendOneCall(server);
      String everything = everything(server);
      assertThat(everything).doesNotContainIgnoringCase("jane");
      Matcher found = PSEUDONYM.matcher(everything);
      assertThat(found.find()).isTrue();
      String pseudonym = found.group();

      assertThat(reveal(server, pseudonym, "").statusCode()).isEqualTo(400);
      assertThat(reveal(server, pseudonym, "two\\nlines").statusCode()).isEqualTo(400);
      assertThat(reveal(server, "agent-0", "curious").statusCode()).isEqualTo(404);
      HttpResponse<String> revealed = reveal(server, pseudonym, "complaint 17");
      assertThat(revealed.statusCode()).isEqualTo(200);
      assertThat(revealed.body()).isEqualTo("{\"agent\":\"jane\"}");

      assertThat(server.get("/api/v1/audit?action=agent.reveal").body())
          .contains(pseudonym, "complaint 17", "\"refused\"", "curious")
          .doesNotContain("jane");
    }
  }

  @Test
  void anErasedAgentIsGoneByNameAndByPseudonym() {
    try (TestServer plain = TestServer.on(TestServer.settings(data))) {
      sendOneCall(plain);
    }
    try (TestServer server = TestServer.on(pseudonyms())) {
      server.post("/ingest/softphonemetrics", SampleBodies.call("c2", now - 60_000, 5));
      Awaiting.until(() -> calls(server).contains("\"c2\""));
      assertThat(calls(server)).contains("\"c1\"", "jane");

      HttpResponse<String> erased =
          server.post("/api/v1/agents/erase", "{\"agent\":\"jane\",\"reason\":\"request 4\"}");
      assertThat(erased.statusCode()).isEqualTo(200);
      assertThat(erased.body()).contains("\"calls\":2");

      assertThat(calls(server)).doesNotContain("\"c1\"", "\"c2\"");
      assertThat(server.get("/api/v1/calls/c1").statusCode()).isEqualTo(404);
      assertThat(server.get("/api/v1/audit?action=agent.erase").body())
          .contains("request 4")
          .doesNotContain("jane");
    }
  }

  @Test
  void theCommandErasesInARunningServer() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      sendOneCall(server);

      Commands.Result result = erase();

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("Erased jane", "calls 1", "samples 50");
      assertThat(calls(server)).doesNotContain("jane");
    }
  }

  @Test
  void theCommandErasesWhereNoServerRuns() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      sendOneCall(server);
    }

    assertThat(erase().out()).contains("Erased jane", "calls 1");
    assertThat(erase().out()).contains("Nothing was stored of jane");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(calls(server)).doesNotContain("jane");
    }
  }

  @Test
  void oldAddressesAndPersonsGoAtTheStart() {
    FakeStore store = new FakeStore();
    try (TestServer _ = TestServer.on(store, TestServer.settings(data))) {
      Awaiting.until(() -> !store.personalData.anonymized.isEmpty());

      assertThat(Duration.between(store.personalData.shortened.getFirst(), Instant.now()))
          .isBetween(Duration.ofDays(30), Duration.ofDays(31));
      assertThat(Duration.between(store.personalData.anonymized.getFirst(), Instant.now()))
          .isBetween(Duration.ofDays(400), Duration.ofDays(401));
    }
  }

  @Test
  void whatIsKeptForeverIsLeftAlone() {
    FakeStore store = new FakeStore();
    Settings settings =
        TestServer.settings(data).with(PrivacySettings.RETENTION_ADDRESSES, "forever");
    try (TestServer _ = TestServer.on(store, settings)) {
      Awaiting.until(() -> !store.personalData.anonymized.isEmpty());

      assertThat(store.personalData.shortened).isEmpty();
    }
  }

  private Commands.Result erase() {
    return Commands.run("agent", "erase", "jane", "--data", data.toString());
  }

  private Settings pseudonyms() {
    return TestServer.settings(data).with(PrivacySettings.AGENT_NAMES, "pseudonyms");
  }

  private void sendOneCall(TestServer server) {
    server.post("/ingest/softphonemetrics", SampleBodies.call("c1", now - 60_000, 25));
    server.post("/ingest/callreport", SampleBodies.report("c1", now - 30_000));
    Awaiting.until(() -> calls(server).contains("\"c1\""));
    Awaiting.until(() -> server.get("/api/v1/health").body().contains("\"derivedLagMillis\":0"));
  }

  private static HttpResponse<String> reveal(TestServer server, String pseudonym, String reason) {
    return server.post(
        "/api/v1/agents/reveal",
        "{\"pseudonym\":\"" + pseudonym + "\",\"reason\":\"" + reason + "\"}");
  }

  private String calls(TestServer server) {
    return server.get("/api/v1/calls?" + range()).body();
  }

  private String everything(TestServer server) {
    return calls(server)
        + server.get("/api/v1/calls/c1").body()
        + server.get("/api/v1/fields/agent/values?dataset=samples&" + range()).body();
  }

  private String range() {
    return "from=" + (now - 3_600_000) + "&to=" + (now + 60_000);
  }
}
