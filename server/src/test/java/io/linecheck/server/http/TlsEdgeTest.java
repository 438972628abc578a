package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.linecheck.server.Awaiting;
import io.linecheck.server.CapturedLog;
import io.linecheck.server.FakeStore;
import io.linecheck.server.StartException;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.tls.TestCertificate;
import io.linecheck.server.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsEdgeTest {
  @TempDir Path folder = Path.of("");

  private final TestCertificate certificate = TestCertificate.named("quality.example.com");

  @Test
  void browsersSpeakHttp2AndOthersHttp1() {
    try (TestServer server = encrypted()) {
      assertThat(server.server().url().toString())
          .isEqualTo("https://127.0.0.1:" + server.server().port() + "/");
      HttpResponse<String> two = server.get("/api/v1/fields");
      HttpResponse<String> one =
          server.send(server.request("/api/v1/fields").version(Version.HTTP_1_1));

      assertThat(two.statusCode()).isEqualTo(200);
      assertThat(two.version()).isEqualTo(Version.HTTP_2);
      assertThat(one.version()).isEqualTo(Version.HTTP_1_1);
      assertThat(one.body()).isEqualTo(two.body());
    }
  }

  @Test
  void namedHostsAreToBeReachedByHttpsFromNowOn() {
    try (TestServer server = encrypted()) {
      HttpResponse<String> named =
          server.send(
              server
                  .request("/api/v1/fields")
                  .version(Version.HTTP_1_1)
                  .header("Host", "quality.example.com"));

      assertThat(named.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000; includeSubDomains");
      assertThat(server.get("/").headers().map()).doesNotContainKey("strict-transport-security");
    }
  }

  /** RFC 8446 appendix D: a server that does not support the version ends with an alert. */
  @Test
  void oldVersionsOfTlsAreRefused() throws IOException {
    try (TestServer server = encrypted();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.getOutputStream().write(clientHello(0x0302));

      byte[] answer = socket.getInputStream().readAllBytes();

      assertThat(answer[0]).as("alert").isEqualTo((byte) 21);
      assertThat(answer[5]).as("fatal").isEqualTo((byte) 2);
      assertThat(answer[6]).as("protocol_version").isEqualTo((byte) 70);
    }
  }

  @Test
  void aReplacedCertificateIsTakenUpAndOpenConnectionsStay() throws IOException {
    TestCertificate next = TestCertificate.named("quality.example.com");
    try (CapturedLog log = new CapturedLog(Level.INFO);
        TestServer server = encrypted();
        SSLSocket open = connect(server, certificate)) {
      assertThat(ask(open)).startsWith("HTTP/1.1 200");

      next.writeTo(folder);
      Awaiting.until(() -> log.has("the certificate was replaced"));

      assertThat(ask(open)).startsWith("HTTP/1.1 200");
      try (SSLSocket later = connect(server, next)) {
        assertThat(shown(later)).isEqualTo(next.certificate());
      }
    }
  }

  @Test
  void aBadReplacementIsSaidSoAndTheOldOneStays() throws IOException {
    try (CapturedLog log = new CapturedLog(Level.INFO);
        TestServer server = encrypted()) {
      Files.writeString(folder.resolve("key.pem"), "secret, but no key");
      Awaiting.until(() -> log.has("WARN tls-key"));

      assertThat(log.lines())
          .anySatisfy(line ->
              assertThat(line)
                  .startsWith("WARN tls-key " + folder.resolve("key.pem"))
                  .contains("the certificate in use stays, it is valid until 20"));
      assertThat(log.has("secret")).isFalse();
      try (SSLSocket later = connect(server, certificate)) {
        assertThat(shown(later)).isEqualTo(certificate.certificate());
      }

      TestCertificate.named("quality.example.com", Instant.now().minus(Duration.ofDays(1)))
          .writeTo(folder);
      Awaiting.until(() -> log.has("it expired on"));
      try (SSLSocket later = connect(server, certificate)) {
        assertThat(shown(later)).isEqualTo(certificate.certificate());
      }
    }
  }

  @Test
  void filesThatDoNotFitEndTheStart() throws IOException {
    Settings settings = settings();
    Files.writeString(folder.resolve("certificate.pem"), "");
    FakeStore store = new FakeStore();

    assertThatThrownBy(() -> TestServer.on(store, settings))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("tls-certificate " + folder.resolve("certificate.pem"));
    assertThat(store.closed).isTrue();
  }

  @Test
  void aPlainPortSendsBrowsersOnAndTellsPrograms() throws IOException {
    Settings settings = settings().with(SettingsCatalogue.REDIRECT_PORT, "0");
    try (TestServer server = TestServer.on(new FakeStore(), settings, certificate.trusted())) {
      int port = server.server().redirectPort().orElseThrow();

      assertThat(plain(port, "GET /calls?q=a HTTP/1.1\r\nHost: quality.example.com:80\r\n"))
          .startsWith("HTTP/1.1 308")
          .contains(
              "Location: https://quality.example.com:" + server.server().port() + "/calls?q=a\r\n");
      assertThat(plain(port, "GET //evil.example.org/ HTTP/1.1\r\nHost: localhost\r\n"))
          .doesNotContain("Location: //", "Location: https://evil");
      assertThat(plain(port, "GET /api/v1/fields HTTP/1.1\r\nHost: localhost\r\n"))
          .startsWith("HTTP/1.1 403")
          .contains("over https only");
      assertThat(
              plain(
                  port,
                  "POST /ingest/callreport HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"))
          .startsWith("HTTP/1.1 403");
    }
  }

  private TestServer encrypted() {
    return TestServer.on(new FakeStore(), settings(), certificate.trusted());
  }

  private Settings settings() {
    TlsFiles files = certificate.writeTo(folder);
    // Neither is valid without the other: they cannot be set one by one.
    return Settings.load(
        List.of(),
        Map.of(
            "LINECHECK_PORT", "0",
            "LINECHECK_DATA", folder.resolve("data").toString(),
            "LINECHECK_PUBLIC_URL", "https://quality.example.com/",
            "LINECHECK_TLS_CERTIFICATE", files.certificate().toString(),
            "LINECHECK_TLS_KEY", files.key().toString()),
        null);
  }

  private static SSLSocket connect(TestServer server, TestCertificate trusted) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusted
                .trusted()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.server().port());
    socket.startHandshake();
    return socket;
  }

  private static Certificate shown(SSLSocket socket) throws IOException {
    return socket.getSession().getPeerCertificates()[0];
  }

  /** One request on a connection that stays open; reads as much as has come. */
  private static String ask(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            "HEAD /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[16_384];
    int read = socket.getInputStream().read(answer);
    return new String(answer, 0, read, StandardCharsets.US_ASCII);
  }

  private static String plain(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** The least that RFC 5246 §7.4.1.2 asks of a client. */
  private static byte[] clientHello(int version) {
    int body = 2 + 32 + 1 + 2 + 2 + 2;
    return ByteBuffer.allocate(5 + 4 + body)
        .put((byte) 22)
        .putShort((short) 0x0301)
        .putShort((short) (4 + body))
        .putInt(1 << 24 | body)
        .putShort((short) version)
        .put(new byte[32])
        .put((byte) 0)
        .putShort((short) 2)
        .putShort((short) 0xC013)
        .putShort((short) 0x0100)
        .array();
  }
}
