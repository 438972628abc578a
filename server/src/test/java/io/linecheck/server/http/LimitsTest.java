package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.linecheck.server.Awaiting;
import io.linecheck.server.CapturedLog;
import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one client may take of the server, and that the log says when it wants more. */
class LimitsTest {
  @TempDir Path data = Path.of("");

  private final CapturedLog log = new CapturedLog(Level.DEBUG);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aHeadThatComesByteByByteIsEnded() throws IOException {
    try (TestServer server = TestServer.on(new FakeStore(), impatient());
        Socket socket = connect(server)) {
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

      // One byte after another keeps the connection from being idle.
      dripUntilEnded(socket);

      assertThat(log.has("a connection from /127.0.0.1")).isTrue();
      assertThat(log.has("408 the request took longer than 1000 ms to arrive")).isTrue();
      assertThat(server.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatComesByteByByteIsEnded() throws IOException {
    try (TestServer server = TestServer.on(new FakeStore(), impatient());
        Socket socket = connect(server)) {
      send(
          socket,
          head(
              "POST /ingest/callreport HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Content-Length: 100000"));

      dripUntilEnded(socket);

      Awaiting.until(() -> log.has("408 the request came too slowly"));
      assertThat(log.has("refused POST /ingest/callreport from 127.0.0.1")).isTrue();
    }
  }

  @Test
  void aConnectionThatWaitsForItsNextRequestIsLeftAlone() throws IOException {
    try (TestServer server = TestServer.on(new FakeStore(), impatient());
        Socket waiting = connect(server);
        Socket slow = connect(server)) {
      ask(waiting);
      send(slow, "GET / HT");
      // By the time the slow one is ended, the waiting one has waited as long.
      dripUntilEnded(slow);

      assertThat(ask(waiting)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void oneAddressHoldsABoundedNumberOfConnections() throws IOException {
    Settings settings =
        TestServer.settings(data).with(SettingsCatalogue.MAX_CONNECTIONS_PER_ADDRESS, "3");
    try (TestServer server = TestServer.on(new FakeStore(), settings)) {
      List<Socket> held = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Socket socket = connect(server);
        assertThat(ask(socket)).startsWith("HTTP/1.1 200");
        held.add(socket);
      }

      try (Socket oneMore = connect(server)) {
        assertThat(isEnded(oneMore)).isTrue();
      }
      assertThat(log.has("more than 3 connections at once")).isTrue();

      held.removeFirst().close();
      Awaiting.until(() -> {
        try (Socket again = connect(server)) {
          return ask(again).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
          return false;
        }
      });
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  @Test
  void largeHeadersAndLongPathsAreRefused() throws IOException {
    try (TestServer server = TestServer.on(new FakeStore(), TestServer.settings(data))) {
      assertThat(server.send(server.request("/").header("Cookie", "a=" + "x".repeat(20_000))))
          .satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(431);
            assertThat(answer.body()).isEqualTo("{\"error\":\"the headers are too large\"}");
          });
      assertThat(server.get("/" + "x".repeat(20_000)).statusCode()).isEqualTo(414);
      assertThat(
              server
                  .send(server.request("/").header("Cookie", "a=" + "x".repeat(9_000)))
                  .statusCode())
          .isEqualTo(200);
      assertThat(log.has("431 the headers are too large")).isTrue();
      assertThat(log.has("414 the path is too long")).isTrue();
    }
  }

  @Test
  void oneAddressAsksABoundedNumberOfTimes() {
    Settings settings =
        TestServer.settings(data).with(SettingsCatalogue.API_RATE_LIMIT_PER_SECOND, "1");
    try (TestServer server = TestServer.on(new FakeStore(), settings)) {
      HttpResponse<String> answer = server.get("/api/v1/session");
      for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
        answer = server.get("/api/v1/session");
      }

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(server.get("/").statusCode()).isEqualTo(429);
      assertThat(log.has("429 more requests than one client may send")).isTrue();
      assertThat(server.post("/ingest/apimetrics", "{}").statusCode())
          .as("telemetry has a budget of its own")
          .isEqualTo(400);
    }
  }

  @Test
  void anAttackerDoesNotChooseItsAddress() {
    Settings settings =
        TestServer.settings(data).with(SettingsCatalogue.SIGN_IN_RATE_LIMIT_PER_MINUTE, "5");
    try (TestServer server = TestServer.on(new FakeStore(), settings)) {
      int refused = 0;
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> answer =
            server.send(
                server
                    .json(
                        "/api/v1/session",
                        "{\"name\":\"a\",\"password\":\"b\"}".getBytes(StandardCharsets.UTF_8))
                    .header("X-Forwarded-For", "203.0.113." + i)
                    .header("Forwarded", "for=198.51.100." + i));
        refused += answer.statusCode() == 429 ? 1 : 0;
      }

      assertThat(refused).isBetween(14, 15);
      assertThat(log.has("from 127.0.0.1: 429")).isTrue();
      assertThat(log.has("203.0.113.")).isFalse();
    }
  }

  @Test
  void whatIsRefusedCannotWriteLinesIntoTheLog() throws IOException {
    try (TestServer server = TestServer.on(new FakeStore(), TestServer.settings(data))) {
      // The first is a line feed to those who read ISO 8859-1, which headers are.
      for (String odd : List.of("\u0085", "\u009b2J", "\u0001")) {
        try (Socket socket = connect(server)) {
          send(
              socket,
              head(
                  "OPTIONS /ingest/callreport HTTP/1.1",
                  "Host: localhost",
                  "Origin: https://x" + odd + "ERROR y",
                  "Connection: close"));
          assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
              .startsWith("HTTP/1.1 4");
        }
      }
      server.get("/assets/..%0d%0a2026-01-01T00:00:00.000Z%20ERROR%20all%20is%20lost");

      assertThat(log.lines())
          .hasSizeGreaterThanOrEqualTo(3)
          .noneMatch(line -> line.matches("(?s).*\\p{Cc}.*"));
    }
  }

  private Settings impatient() {
    return TestServer.settings(data).with(SettingsCatalogue.SLOW_REQUEST_TIMEOUT, "1s");
  }

  private static Socket connect(TestServer server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.server().port());
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String ask(Socket socket) throws IOException {
    send(socket, "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    byte[] answer = new byte[16_384];
    int read = socket.getInputStream().read(answer);
    return new String(answer, 0, Math.max(0, read), StandardCharsets.US_ASCII);
  }

  private static void dripUntilEnded(Socket socket) throws IOException {
    socket.setSoTimeout(50);
    Awaiting.until(() -> {
      try {
        socket.getOutputStream().write('x');
        return isEnded(socket);
      } catch (IOException ended) {
        return true;
      }
    });
  }

  /** Waits for as long as the socket's timeout. */
  private static boolean isEnded(Socket socket) throws IOException {
    try {
      int read = socket.getInputStream().read();
      while (read >= 0) {
        read = socket.getInputStream().read();
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }
}
