package io.linecheck.store.opensearch;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import io.linecheck.store.opensearch.OpenSearchConfig.Connection;
import io.linecheck.store.opensearch.OpenSearchConfig.Credentials;
import io.linecheck.testkit.GuardedCluster;
import io.linecheck.testkit.GuardedCluster.Right;
import io.linecheck.testkit.OpenSearchNode;
import io.linecheck.testkit.OpenSearchNode.Address;
import io.linecheck.testkit.SettableClock;
import io.linecheck.testkit.Telemetry;
import io.linecheck.testkit.TestAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each reason for which a cluster cannot be talked to has words of its own. */
@ExtendWith(OpenSearchCluster.class)
class ConnectionFaultsTest {
  private static final String PASSWORD = "Aq3-not-to-be-seen";
  private static final String KEY = "bm90OnRvLWJlLXNlZW4=";
  private static final String NAMES = "dns:localhost,ip:127.0.0.1";
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private static Path folder = Path.of("");

  private static TestAuthority authority;
  private static GuardedCluster guarded;

  @BeforeAll
  static void guard() throws IOException {
    authority = TestAuthority.in(folder.resolve("authority"));
    guarded = before(NAMES, Duration.ofDays(1), YEAR);
  }

  @AfterAll
  static void end() {
    guarded.close();
  }

  @Test
  void aUserWithAPasswordIsLetIn() {
    try (OpenSearchStore store = open(guarded.url(), user("linecheck"), authority.pem())) {
      assertThat(
              store
                  .write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 10).batch())
                  .accepted())
          .isEqualTo(10);
      assertThat(store.troubles())
          .extracting(Trouble::effect)
          .doesNotContain(Trouble.Effect.REFUSED);
    }
  }

  @Test
  void anApiKeyIsLetIn() {
    try (OpenSearchStore store =
        open(guarded.url(), new Credentials.ApiKey(KEY), authority.pem())) {
      assertThat(store.health().writable()).isTrue();
    }
  }

  @Test
  void aWrongPasswordIsSaidSo() {
    assertRefused(
        guarded.url(),
        new Credentials.Basic("linecheck", PASSWORD + "x"),
        authority.pem(),
        "the cluster does not know this user or key (401)",
        "check opensearch-user and opensearch-password");
  }

  @Test
  void aUserWithoutTheRightIsSaidSo() {
    try (OpenSearchStore store = open(guarded.url(), user("reader"), authority.pem())) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.documents().put("users", "ada", "{}", 0))
          .withMessageContainingAll(
              "the cluster does not allow this user or key what was asked (403)",
              "no permissions for [indices:admin/create]",
              "give it the right");
    }
  }

  @Test
  void anExpiredCertificateIsSaidSo() throws IOException {
    try (GuardedCluster expired = before(NAMES, Duration.ofDays(20), Duration.ofDays(10))) {
      assertRefused(
          expired.url(),
          user("linecheck"),
          authority.pem(),
          "OpenSearch at localhost:" + expired.url().getPort(),
          "shows a certificate that has expired (NotAfter: ",
          "renew it there");
    }
  }

  @Test
  void anAuthorityThatIsNotTrustedIsSaidSo() throws IOException {
    TestAuthority other = TestAuthority.in(folder.resolve("other"));
    for (Optional<Path> trusted : List.of(Optional.of(other.pem()), Optional.<Path>empty())) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> OpenSearchStore.open(config(guarded.url(), user("linecheck"), trusted)))
          .withMessageContainingAll(
              "of an authority that is not trusted here", "opensearch-authority");
    }
  }

  @Test
  void aCertificateForAnotherNameIsSaidSo() throws IOException {
    try (GuardedCluster other = before("dns:search.example.com", Duration.ofDays(1), YEAR)) {
      assertRefused(
          other.url(),
          user("linecheck"),
          authority.pem(),
          "shows a certificate for other names",
          "get one for localhost");
    }
  }

  @Test
  void aPortThatSpeaksHttpIsSaidSo() {
    URI http = OpenSearchCluster.running().nodes().urls().getFirst();
    assertRefused(
        URI.create("https://localhost:" + http.getPort()),
        user("linecheck"),
        authority.pem(),
        "no secure connection to OpenSearch at localhost:" + http.getPort(),
        "see whether its port expects http");
  }

  @Test
  void whereNothingListensIsSaidSo() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertRefused(
        URI.create("https://localhost:" + free),
        user("linecheck"),
        authority.pem(),
        "OpenSearch at localhost:" + free + " does not answer",
        "see whether the node runs");
  }

  @Test
  void aNameThatDoesNotExistIsSaidSo() {
    assertRefused(
        URI.create("https://search.invalid:9200"),
        user("linecheck"),
        authority.pem(),
        "OpenSearch at search.invalid:9200 is not found",
        "check opensearch-url");
  }

  @Test
  void aNodeWithoutAClusterManagerIsSaidSo() throws IOException {
    Path work = Files.createTempDirectory("linecheck-alone");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Address> three = List.of(Address.free("one"), Address.free("two"), Address.free("three"));
    try (OpenSearchNode alone = OpenSearchNode.start(work, three.getFirst(), three);
        Cluster cluster =
            new Cluster(OpenSearchConfig.of(List.of(alone.address().url())).connection())) {
      OpenSearchConfig config = OpenSearchConfig.of(List.of(alone.address().url()));
      try (ClusterSetup setup = ClusterSetup.of(config)) {
        while (alone.isAlive() && !answers(cluster)) {
          LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        assertThat(setup.troubles())
            .extracting(Trouble::sentence)
            .anySatisfy(sentence ->
                assertThat(sentence)
                    .contains("the cluster has no elected cluster manager", "start the nodes"));
      }
    }
  }

  /** What a real one of that age is not at hand for. */
  @Test
  void aVersionThatIsTooOldIsSaidSo() throws IOException {
    HttpServer old =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    old.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"2.11.1\"}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    old.start();
    try {
      assertRefused(
          URI.create("http://localhost:" + old.getAddress().getPort()),
          user("linecheck"),
          authority.pem(),
          "the cluster is OpenSearch 2.11.1, expected OpenSearch 2.19 or later",
          "upgrade it");
    } finally {
      old.stop(0);
    }
  }

  private static boolean answers(Cluster cluster) {
    try {
      cluster.send("GET", "");
      return true;
    } catch (StoreException _) {
      return false;
    }
  }

  private static GuardedCluster before(String names, Duration begunAgo, Duration lifetime)
      throws IOException {
    GuardedCluster before =
        GuardedCluster.before(
            OpenSearchCluster.running().nodes().urls().getFirst(),
            authority.signed(names, begunAgo, lifetime));
    before.allow("linecheck", PASSWORD, Right.EVERYTHING);
    before.allow("reader", PASSWORD, Right.READ);
    before.allowKey(KEY, Right.EVERYTHING);
    return before;
  }

  private static Credentials user(String name) {
    return new Credentials.Basic(name, PASSWORD);
  }

  private static OpenSearchStore open(URI url, Credentials credentials, Path trusted) {
    return OpenSearchStore.open(config(url, credentials, Optional.of(trusted)));
  }

  private static OpenSearchConfig config(URI url, Credentials credentials, Optional<Path> trusted) {
    OpenSearchConfig nearly =
        OpenSearchCluster.running().config(folder, new SettableClock(at(3600)));
    return nearly.with(
        new Connection(List.of(url), credentials, trusted, nearly.connection().timeout()));
  }

  private static void assertRefused(
      URI url, Credentials credentials, Path trusted, String... words) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(url, credentials, trusted).close())
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.trouble()).isPresent())
        .satisfies(ConnectionFaultsTest::assertNoSecret);
  }

  /** Nor in what causes it, which a log has at its most talkative. */
  private static void assertNoSecret(Throwable e) {
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(all.toString())
        .doesNotContain(
            PASSWORD,
            KEY,
            Base64.getEncoder()
                .encodeToString(("linecheck:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
  }
}
