package io.linecheck.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.linecheck.server.Browser;
import io.linecheck.server.CapturedLog;
import io.linecheck.server.FakeStore;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.PrivacySettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.http.GuardedRoute;
import io.linecheck.server.tls.TestCertificate;
import io.linecheck.server.tls.TlsFiles;
import io.linecheck.store.DocumentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Secrets are planted wherever there are any; none is found where it does not belong. */
class CanariesTest {
  private static final String TURN_CREDENTIAL = "canary-turn-credential-7Qx";
  private static final String WRONG_PASSWORD = "canary-wrong-password-4Zt";
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,}");
  private static final String CLIENT_SECRET = "canary-client-secret-9Lm";

  @TempDir Path data = Path.of("");

  @Test
  void noSecretIsInAnyLogAnswerMetricOrExport() {
    Map<String, String> canaries = new LinkedHashMap<>();
    List<String> seen = new ArrayList<>();
    try (CapturedLog log = new CapturedLog(Level.DEBUG);
        Attacked attacked = Attacked.on(data);
        Browser stranger = new Browser(attacked.server)) {
      canaries.put("password", Attacked.PASSWORD);
      canaries.put("wrong password", WRONG_PASSWORD);
      canaries.put("TURN credential", TURN_CREDENTIAL);
      canaries.put("invitation", attacked.invitation);
      JsonNode token =
          attacked.done(
              "POST",
              "/api/v1/tokens",
              "{\"name\":\"machine\",\"roles\":[\"monitoring\"],\"scope\":{\"kind\":\"everything\"},"
                  + "\"expiresAt\":%d}".formatted(System.currentTimeMillis() + 86_400_000));
      canaries.put("API token", token.get("token").stringValue());
      JsonNode totp = attacked.done("POST", "/api/v1/account/totp", "{}");
      canaries.put("TOTP secret", totp.get("secret").stringValue());
      JsonNode invited =
          attacked.done(
              "POST",
              "/api/v1/users",
              "{\"name\":\"bob\",\"displayName\":\"Bob\",\"roles\":[\"viewer\"],"
                  + "\"scope\":{\"kind\":\"everything\"}}");
      String url = invited.get("invitationUrl").stringValue();
      canaries.put("second invitation", url.substring(url.indexOf('#') + 1));
      canaries.put("session cookie", attacked.administrator.cookie());
      canaries.put("local access", attacked.server.bearer().substring("Bearer ".length()));

      seen.add(Attacked.signIn(stranger, "jane", WRONG_PASSWORD).body());
      seen.add(Attacked.accept(stranger, attacked.invitation, "mallory").body());
      seen.add(attacked.server.post("/ingest/callreport", report()).body());
      seen.add(attacked.server.post("/ingest/callreport", report().substring(5)).body());
      for (GuardedRoute route : attacked.server.server().routes()) {
        if (route.method().equals("GET")) {
          seen.add(answer(attacked, route.path()));
        }
      }
      seen.add(attacked.administrator.get("/api/v1/audit/export?format=csv").body());
      seen.add(attacked.administrator.get("/api/v1/audit/export?format=ndjson").body());
      seen.addAll(log.lines());
    }

    assertThat(seen).hasSizeGreaterThan(20);
    canaries.forEach(
        (what, secret) -> assertThat(seen).as(what).noneMatch(text -> text.contains(secret)));
  }

  @Test
  void neitherTheKeyNorACookieIsInTheLogOverTls() {
    TestCertificate certificate = TestCertificate.named("quality.example.com");
    TlsFiles files = certificate.writeTo(data);
    Settings settings =
        Settings.load(
            List.of(),
            Map.of(
                "LINECHECK_PORT", "0",
                "LINECHECK_DATA", data.resolve("data").toString(),
                "LINECHECK_TLS_CERTIFICATE", files.certificate().toString(),
                "LINECHECK_TLS_KEY", files.key().toString()),
            null);
    try (CapturedLog log = new CapturedLog(Level.DEBUG);
        TestServer server = TestServer.on(new FakeStore(), settings, certificate.trusted())) {
      HttpResponse<String> refused =
          server.send(
              server
                  .anonymous("/api/v1/users")
                  .header("Cookie", "__Host-linecheck-session=canary-cookie"));
      assertThat(refused.statusCode()).isEqualTo(401);

      assertThat(log.lines()).noneMatch(line -> line.contains("canary-cookie"));
      String key = read(files.key()).lines().skip(1).findFirst().orElseThrow();
      assertThat(log.lines()).noneMatch(line -> line.contains(key));
      assertThat(refused.body()).doesNotContain(key, "canary-cookie");
    }
  }

  @Test
  void noKeyOfTheServersOwnIsInAnyLogOrAnswer() {
    List<String> seen = new ArrayList<>();
    List<String> keys;
    try (CapturedLog log = new CapturedLog(Level.DEBUG);
        Attacked attacked =
            Attacked.on(
                TestServer.settings(data).with(PrivacySettings.AGENT_NAMES, "pseudonyms"))) {
      TestServer server = attacked.server;
      String origin = server.uri("/").toString().replaceAll("/$", "");
      server.post(
          "/ingest/softphonemetrics",
          SampleBodies.call("contact", System.currentTimeMillis() - 60_000, 5));
      seen.add(
          server
              .send(
                  server
                      .request("/ingest/token")
                      .header("Origin", origin)
                      .POST(BodyPublishers.noBody()))
              .body());
      for (GuardedRoute route : server.server().routes()) {
        if (route.method().equals("GET")) {
          seen.add(answer(attacked, route.path()));
        }
      }
      seen.addAll(log.lines());
      DocumentStore documents = server.server().store().documents();
      keys =
          Stream.of("keys", "ingestKeys")
              .flatMap(collection -> documents.list(collection).stream())
              .flatMap(document -> BASE64.matcher(document.json()).results())
              .map(MatchResult::group)
              .toList();
    }

    assertThat(keys).as("sign-on, pseudonyms, ingest tokens").hasSize(3);
    keys.forEach(key -> assertThat(seen).noneMatch(text -> text.contains(key)));
  }

  @Test
  void noSecretIsInThePrintedConfiguration() {
    Settings settings =
        Settings.load(
            List.of(),
            Map.of(
                "LINECHECK_OIDC_ISSUER", "https://id.example.com/realms/x",
                "LINECHECK_OIDC_CLIENT_ID", "linecheck",
                "LINECHECK_OIDC_CLIENT_SECRET", CLIENT_SECRET,
                "LINECHECK_PUBLIC_URL", "https://quality.example.com"),
            null);

    assertThat(settings.print()).contains("client-secret").doesNotContain(CLIENT_SECRET);
  }

  private static String answer(Attacked attacked, String path) {
    return attacked.administrator.get(path.replaceAll("[{<][^}>]+[}>]", "x")).body();
  }

  private static String report() {
    return """
    {"agent":"jane","contactId":"c1","contactQueue":"sales",
     "iceServers":[{"urls":["turn:turn.example.com"],"username":"u","credential":"%1$s"}],
     "report":{"callStartTime":1,"callEndTime":2,
      "iceServers":[{"urls":["turn:turn.example.com"],"credential":"%1$s"}]}}
    """
        .formatted(TURN_CREDENTIAL);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
