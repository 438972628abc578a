package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeStore;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.SettingsCatalogue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTokenTest {
  private static final String ORIGIN = "https://softphone.example.com";
  private static final String OTHER = "https://crm.example.com";
  private static final Pattern ANSWER =
      Pattern.compile("\\{\"token\":\"(\\S+)\",\"expiresInSeconds\":900}");

  private final FakeStore store = new FakeStore();
  private final TestServer server = asking("token");

  private TestServer asking(String auth) {
    return TestServer.on(
        store,
        TestServer.settings()
            .with(SettingsCatalogue.ALLOWED_ORIGINS, ORIGIN + ", " + OTHER)
            .with(SettingsCatalogue.INGEST_AUTH, auth));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPageOfAnAllowedOriginGetsOneAndWritesWithIt() {
    HttpResponse<String> given = tokenFor(ORIGIN);

    assertThat(given.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
    assertThat(given.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> taken = server.send(body(ORIGIN).header("Authorization", bearer(given)));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(store.batches).hasSize(1);
  }

  @Test
  void aForeignPageGetsNone() {
    HttpResponse<String> refused = tokenFor("https://evil.example.org");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aProgramWithoutAPageGetsNone() {
    HttpResponse<String> refused =
        server.send(server.request("/ingest/token").POST(BodyPublishers.noBody()));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Origin: missing");
  }

  @Test
  void withoutATokenNothingIsTaken() {
    refused(server.send(body(ORIGIN)), "no token is there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Basic amFuZTpzZWNyZXQ="})
  void norWithWhatIsNone(String authorization) {
    HttpResponse<String> refused = server.send(body(ORIGIN).header("Authorization", authorization));

    refused(refused, "expected a token of POST /ingest/token");
    assertThat(refused.body()).doesNotContain("amFuZTpzZWNyZXQ=");
  }

  @Test
  void norWithThatOfAnotherOrigin() {
    HttpRequest.Builder request = body(ORIGIN).header("Authorization", bearer(tokenFor(OTHER)));

    refused(server.send(request), "it was not given to this origin");
  }

  @Test
  void aProgramWithAPagesTokenIsRefused() {
    HttpRequest.Builder request =
        server
            .json("/ingest/softphonemetrics", sample())
            .header("Authorization", bearer(tokenFor(ORIGIN)));

    refused(server.send(request), "there is no Origin");
  }

  @Test
  void aProgramShowsWhoseItIs() {
    HttpResponse<String> taken =
        server.send(
            server
                .json("/ingest/softphonemetrics", sample())
                .header("Authorization", server.bearer()));

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(store.batches).hasSize(1);
  }

  @Test
  void aPageMayAskWhetherItMaySendAToken() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/ingest/softphonemetrics")
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization");
  }

  @Test
  void whereTheOriginIsEnoughATokenDoesNoHarm() {
    try (TestServer open = asking("origin")) {
      HttpRequest.Builder plain =
          open.json("/ingest/softphonemetrics", sample()).header("Origin", ORIGIN);
      HttpRequest.Builder stale =
          open.json("/ingest/softphonemetrics", sample())
              .header("Origin", ORIGIN)
              .header("Authorization", "Bearer lci1.1.1." + "A".repeat(43));

      assertThat(open.send(plain).statusCode()).isEqualTo(200);
      assertThat(open.send(stale).statusCode()).isEqualTo(200);
    }
  }

  private void refused(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.body()).contains("Authorization: ").contains(reason);
    assertThat(store.batches).isEmpty();
    assertThat(
            server.metric(
                "linecheck_ingest_items_total"
                    + "{outcome=\"unauthorized\",route=\"softphonemetrics\"}"))
        .isEqualTo(1);
  }

  private HttpResponse<String> tokenFor(String origin) {
    return server.send(
        server.request("/ingest/token").header("Origin", origin).POST(BodyPublishers.noBody()));
  }

  private static String bearer(HttpResponse<String> answer) {
    Matcher given = ANSWER.matcher(answer.body());
    assertThat(given.matches()).as(answer.body()).isTrue();
    return "Bearer " + given.group(1);
  }

  private HttpRequest.Builder body(String origin) {
    return server.json("/ingest/softphonemetrics", sample()).header("Origin", origin);
  }

  private static byte[] sample() {
    return SampleBodies.call("c1", System.currentTimeMillis() - 1000, 1)
        .getBytes(StandardCharsets.UTF_8);
  }
}
