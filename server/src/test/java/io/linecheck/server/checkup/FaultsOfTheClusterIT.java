package io.linecheck.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.linecheck.server.Awaiting;
import io.linecheck.server.CapturedLog;
import io.linecheck.server.LinecheckServer;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.StartException;
import io.linecheck.server.SystemChecks;
import io.linecheck.server.TestServer;
import io.linecheck.server.cli.Commands;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.testkit.GuardedCluster;
import io.linecheck.testkit.GuardedCluster.Right;
import io.linecheck.testkit.OpenSearchNodes;
import io.linecheck.testkit.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each fault is caused, on a real node behind what lets in by password and speaks TLS; log, doctor
 * and System page say what it is and what to do, and nothing acknowledged is gone.
 */
class FaultsOfTheClusterIT {
  private static final String PASSWORD = "Aq3-not-to-be-seen";
  private static final String NAMES = "dns:localhost,ip:127.0.0.1";

  @TempDir private static Path folder = Path.of("");
  private static OpenSearchNodes nodes;
  private static TestAuthority authority;

  @TempDir private Path data = Path.of("");

  @BeforeAll
  static void start() throws IOException {
    nodes = OpenSearchNodes.start(1);
    authority = TestAuthority.in(folder.resolve("authority"));
  }

  @AfterAll
  static void end() {
    nodes.close();
  }

  @Test
  void aWrongPasswordKeepsTheServerFromStarting() throws IOException {
    try (GuardedCluster guarded = guarded(Duration.ofDays(1), Duration.ofDays(365));
        CapturedLog log = new CapturedLog(Level.DEBUG)) {
      String wrong = PASSWORD + "x";
      Commands.Result serve = Commands.run(arguments("serve", guarded.url(), wrong));

      assertThat(serve.exitCode()).isEqualTo(1);
      assertThat(serve.err())
          .contains(
              "the store in OpenSearch cannot be opened: the cluster does not know this user or key"
                  + " (401): check opensearch-user and opensearch-password");
      Commands.Result doctor = Commands.run(arguments("doctor", guarded.url(), wrong));
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.out())
          .contains("FAILING    Last start: It failed ", "(401)")
          .contains("FAILING    Cluster: The cluster does not know this user or key (401).")
          .contains("→ Check opensearch-user and opensearch-password, or opensearch-api-key.");
      assertNoPassword(serve.out() + serve.err() + doctor.out() + doctor.err(), log);
    }
  }

  @Test
  void anExpiredCertificateIsSaidAtTheStartAndByDoctor() throws IOException {
    try (GuardedCluster expired = guarded(Duration.ofDays(20), Duration.ofDays(10))) {
      Commands.Result serve = Commands.run(arguments("serve", expired.url(), PASSWORD));
      assertThat(serve.exitCode()).isEqualTo(1);
      assertThat(serve.err()).contains("shows a certificate that has expired", "renew it there");

      assertThat(Commands.run(arguments("doctor", expired.url(), PASSWORD)).out())
          .contains(
              "FAILING    Cluster: OpenSearch at localhost:" + expired.url().getPort(),
              "→ Renew it");
    }
  }

  @Test
  void aPasswordThatIsChangedUnderARunningServerCostsNothing() throws IOException {
    try (GuardedCluster guarded = guarded(Duration.ofDays(1), Duration.ofDays(365));
        CapturedLog log = new CapturedLog(Level.DEBUG);
        TestServer server = TestServer.on(settings(guarded.url(), "password-"))) {
      assertThat(post(server, "c1").statusCode()).isEqualTo(200);
      assertThat(SystemChecks.of(server).check("cluster")).startsWith("ok\n");

      guarded.forgetAll();
      HttpResponse<String> refused = post(server, "c2");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      SystemChecks checks = SystemChecks.of(server);
      assertThat(checks.check("store"))
          .startsWith("failing\nThe last write failed ")
          .contains("(401)", "Check opensearch-user and opensearch-password");
      assertThat(checks.check("cluster"))
          .startsWith("failing\nThe cluster does not know this user or key (401).\n");
      assertThat(log.has("check opensearch-user and opensearch-password")).isTrue();
      Commands.Result doctor = Commands.run("doctor", "--data", data.toString());
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.out()).contains("FAILING    Cluster: ", "→ Check opensearch-user");

      allow(guarded);
      assertThat(post(server, "c2").body()).contains("\"accepted\":20");
      assertShown(server, "c1", "c2");
      assertThat(SystemChecks.of(server).check("cluster")).startsWith("ok\n");
      assertThat(SystemChecks.of(server).check("store")).startsWith("ok\n");
      assertNoPassword(doctor.out() + checks.check("cluster") + checks.check("store"), log);
    }
  }

  @Test
  void aUserWithoutTheRightIsSaidSoAtTheStart() throws IOException {
    try (GuardedCluster guarded = guarded(Duration.ofDays(1), Duration.ofDays(365))) {
      guarded.forgetAll();
      guarded.allow("linecheck", PASSWORD, Right.READ);
      for (String setUp : List.of("at-start", "never")) {
        Settings settings =
            settings(guarded.url(), "reader-").with(OpenSearchSettings.SET_UP, setUp);
        assertThatExceptionOfType(StartException.class)
            .isThrownBy(() -> LinecheckServer.start(settings).close())
            .withMessageContainingAll(
                "does not allow this user or key what was asked (403)",
                "no permissions for [indices:admin/create]",
                "give it the right");
      }
    }
  }

  @Test
  void anIndexOfSomebodyElseIsRefusedAndWaitedFor() throws IOException {
    String index = "foreign-softphonestreamstats-" + LocalDate.now(ZoneOffset.UTC);
    try (GuardedCluster guarded = guarded(Duration.ofDays(1), Duration.ofDays(365));
        CapturedLog log = new CapturedLog(Level.DEBUG);
        TestServer server =
            TestServer.on(
                settings(guarded.url(), "foreign-").with(OpenSearchSettings.SET_UP, "never"))) {
      ask(
          "PUT",
          "/" + index,
          """
          {"mappings": {"properties": {"doc": {"properties": {"agent": {"type": "text"}}}}}}\
          """);

      assertThat(post(server, "c1").statusCode()).isEqualTo(503);
      SystemChecks checks = SystemChecks.of(server);
      assertThat(checks.check("cluster"))
          .startsWith("failing\nIndex " + index + " was not made by Linecheck: its field doc.agent")
          .contains("Copy it with _reindex", "opensearch-prefix", "Index templates foreign-");
      assertThat(checks.check("store")).contains("index " + index, "Copy it with _reindex");
      assertThat(log.has("store refused a batch (BROKEN): index " + index)).isTrue();

      ask("DELETE", "/" + index, "");
      assertThat(SystemChecks.of(server).check("cluster")).startsWith("attention\nIndex templates");
      assertThat(post(server, "c1").body()).contains("\"accepted\":20");
      assertShown(server, "c1");
    }
  }

  @Test
  void deletedIndicesAreMissedAndMadeAnewWhileTheServerGoesOn() throws IOException {
    String samples = "gone-softphonestreamstats-" + LocalDate.now(ZoneOffset.UTC);
    try (GuardedCluster guarded = guarded(Duration.ofDays(1), Duration.ofDays(365));
        CapturedLog log = new CapturedLog(Level.DEBUG);
        TestServer server = TestServer.on(settings(guarded.url(), "gone-"))) {
      post(server, "c1");
      ask("DELETE", "/" + samples + ",gone-linecheck-document", "");

      String check = SystemChecks.of(server).check("cluster");
      assertThat(check)
          .startsWith("attention\n")
          .contains(
              "ndex " + samples + " was deleted, and not by Linecheck",
              "ndex gone-linecheck-document was deleted",
              "ccounts, dashboards, tokens and secrets were in it");
      assertThat(log.has("WARN index " + samples + " was deleted")).isTrue();
      assertThat(ask("GET", "/" + samples + "/_mapping", "").body())
          .contains("\"dynamic\":\"strict\"");

      assertThat(post(server, "c2").body()).contains("\"accepted\":20");
      assertShown(server, "c2");
    }
  }

  @Test
  void aClusterThatIsReadOnlyOrGoneIsSaidSo() throws IOException {
    try (GuardedCluster guarded = guarded(Duration.ofDays(1), Duration.ofDays(365));
        TestServer server = TestServer.on(settings(guarded.url(), "blocked-"))) {
      post(server, "c1");
      readOnly("true");
      try {
        assertThat(SystemChecks.of(server).check("cluster"))
            .startsWith("failing\nThe cluster is read-only (cluster.blocks.read_only).\n")
            .contains("PUT _cluster/settings");
        assertThatExceptionOfType(StartException.class)
            .isThrownBy(() -> LinecheckServer.start(settings(guarded.url(), "late-")).close())
            .withMessageContainingAll(
                "index template late-linecheck-samples could not be installed",
                "the cluster is read-only");
      } finally {
        readOnly("null");
      }
      assertThat(SystemChecks.of(server).check("cluster")).startsWith("ok\n");

      guarded.goAway();
      assertThat(SystemChecks.of(server).check("cluster"))
          .startsWith("failing\nOpenSearch at localhost:" + guarded.url().getPort() + " does not")
          .contains("See whether the node runs");
      assertThat(SystemChecks.of(server).check("store")).contains("See whether the node runs");
    }
  }

  private static GuardedCluster guarded(Duration begunAgo, Duration lifetime) throws IOException {
    GuardedCluster guarded =
        GuardedCluster.before(nodes.urls().getFirst(), authority.signed(NAMES, begunAgo, lifetime));
    allow(guarded);
    return guarded;
  }

  private static void allow(GuardedCluster guarded) {
    guarded.allow("linecheck", PASSWORD, Right.EVERYTHING);
  }

  private Settings settings(URI url, String prefix) {
    return Settings.load(
        List.of(),
        Map.of(
            "LINECHECK_PORT",
            "0",
            "LINECHECK_DATA",
            data.toString(),
            "LINECHECK_STORE",
            "opensearch",
            "LINECHECK_OPENSEARCH_URL",
            url.toString(),
            "LINECHECK_OPENSEARCH_PREFIX",
            prefix,
            "LINECHECK_OPENSEARCH_USER",
            "linecheck",
            "LINECHECK_OPENSEARCH_PASSWORD",
            PASSWORD,
            "LINECHECK_OPENSEARCH_AUTHORITY",
            authority.pem().toString(),
            "LINECHECK_OPENSEARCH_COPIES",
            "1",
            "LINECHECK_OPENSEARCH_REPLICAS",
            "0"),
        null);
  }

  private String[] arguments(String command, URI url, String password) {
    return new String[] {
      command,
      "--port=0",
      "--data=" + data,
      "--store=opensearch",
      "--opensearch-url=" + url,
      "--opensearch-user=linecheck",
      "--opensearch-password=" + password,
      "--opensearch-authority=" + authority.pem(),
      "--opensearch-copies=1",
      "--opensearch-replicas=0"
    };
  }

  private static HttpResponse<String> post(TestServer server, String contactId) {
    String body = SampleBodies.call(contactId, System.currentTimeMillis() - 20_000, 10);
    return server.post("/ingest/softphonemetrics", body);
  }

  private static void assertShown(TestServer server, String... contactIds) {
    for (String contactId : contactIds) {
      Awaiting.until(
          () -> server.get("/api/v1/calls/" + contactId).body().contains("\"sampleCount\":20"));
    }
  }

  private static void readOnly(String value) throws IOException {
    ask(
        "PUT",
        "/_cluster/settings",
        "{\"persistent\":{\"cluster.blocks.read_only\":%s}}".formatted(value));
  }

  private static HttpResponse<String> ask(String method, String path, String body)
      throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(nodes.urls().getFirst().resolve(path))
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertNoPassword(String printed, CapturedLog log) throws IOException {
    StringBuilder all = new StringBuilder(printed);
    log.events()
        .forEach(event -> {
          all.append(event.getFormattedMessage()).append('\n');
          if (event.getThrowableProxy() != null) {
            all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
          }
        });
    Path failed = data.resolve("start-failed.txt");
    if (Files.exists(failed)) {
      all.append(Files.readString(failed));
    }
    String inHeaders =
        Base64.getEncoder()
            .encodeToString(("linecheck:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    assertThat(all.toString()).doesNotContain(PASSWORD).doesNotContain(inHeaders);
  }
}
