package io.linecheck.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Awaiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that want to be something else: SQL, script, a formula, a header, a path. */
class InjectionTest {
  private static final String SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  @TempDir Path data = Path.of("");

  private Attacked attacked;

  @BeforeEach
  void start() {
    attacked = Attacked.on(data);
  }

  @AfterEach
  void close() {
    attacked.close();
  }

  @Test
  void scriptInEveryTextStaysText() {
    long now = System.currentTimeMillis();
    HttpResponse<String> taken =
        attacked.server.post("/ingest/softphonemetrics", body(SCRIPT, now - 30_000));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    String range = "from=" + (now - 3_600_000) + "&to=" + (now + 60_000);
    Awaiting.until(
        () -> attacked.administrator.get("/api/v1/calls?" + range).body().contains("\"c1\""));

    HttpResponse<String> calls = attacked.administrator.get("/api/v1/calls?" + range);
    JsonNode call = JsonMapper.shared().readTree(calls.body()).get("documents").get(0);
    assertThat(call.get("agent").stringValue()).isEqualTo(SCRIPT);
    assertThat(call.get("contactQueue").stringValue()).isEqualTo(SCRIPT);
    for (String path :
        new String[] {
          "/api/v1/calls?" + range,
          "/api/v1/calls/c1",
          "/api/v1/fields/contactQueue/values?dataset=calls&" + range
        }) {
      HttpResponse<String> answer = attacked.administrator.get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'; script-src 'self';");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR '1'='1",
        "'; DROP TABLE samples; --",
        "\\\" UNION SELECT * FROM documents --",
        "%' OR 1=1 --",
        "$1",
        "?",
      })
  void sqlIsAValueLikeAnyOther(String sql) {
    long now = System.currentTimeMillis();
    attacked.server.post("/ingest/softphonemetrics", body("jane", now - 30_000));
    String range = "\"from\":" + (now - 3_600_000) + ",\"to\":" + (now + 60_000);
    String search = "{\"dataset\":\"samples\",%s,\"filter\":%s}";
    Awaiting.until(
        () -> rows(search.formatted(range, "{\"field\":\"agent\",\"in\":[\"jane\"]}")) > 0);

    assertThat(rows(search.formatted(range, "{\"field\":\"agent\",\"in\":[\"" + sql + "\"]}")))
        .isZero();
    assertThat(rows(search.formatted(range, "{\"field\":\"agent\",\"contains\":\"" + sql + "\"}")))
        .isZero();
    HttpResponse<String> asAName =
        attacked.administrator.send(
            "POST",
            "/api/v1/search",
            search.formatted(range, "{\"field\":\"" + sql + "\",\"in\":[\"x\"]}"));
    assertThat(asAName.statusCode()).isEqualTo(400);
    assertThat(rows(search.formatted(range, "{\"field\":\"agent\",\"in\":[\"jane\"]}")))
        .as("everything is still there")
        .isPositive();
  }

  @Test
  void aFormulaIsTextInASpreadsheet() {
    String formula = "=HYPERLINK(1)";
    HttpResponse<String> named =
        attacked.administrator.send(
            "POST",
            "/api/v1/users",
            "{\"name\":\"%s\",\"displayName\":\"x\",\"roles\":[\"viewer\"],\"scope\":{\"kind\":\"everything\"}}"
                .formatted(formula));
    assertThat(named.statusCode()).isEqualTo(400);
    assertThat(Attacked.signIn(attacked.administrator, formula, "no such password").statusCode())
        .isEqualTo(401);

    String export = attacked.administrator.get("/api/v1/audit/export?format=csv").body();

    assertThat(export.lines().count()).isGreaterThan(2);
    assertThat(export.lines().flatMap(line -> Arrays.stream(line.split(",", -1))))
        .noneMatch(cell -> cell.matches("\"?[=+@].*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/..%2f..%2fspec/openapi.yaml",
        "/assets/%2e%2e/index.html",
        "/assets/....//index.html",
        "/collector/..%5c..%5cui/index.html",
        "/try/%2e%2e%2flinecheck-collector.js",
        "/assets/..;/index.html",
        "/assets/%252e%252e/index.html",
        "/..%2f..%2f..%2fetc/passwd",
      })
  void noPathLeavesItsFolder(String path) throws IOException {
    String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 4.*");
    assertThat(attacked.log.has("refused GET /")).as(answer).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /try?x=1%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n",
        "GET /try?x=1\rSet-Cookie:a=b HTTP/1.1\r\nHost: localhost\r\n",
        "OPTIONS /ingest/callreport HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a\rSet-Cookie: a=b\r\n",
      })
  void noTextBecomesAHeader(String request) throws IOException {
    String answer = exchange(request);

    assertThat(answer).doesNotContainIgnoringCase("\nset-cookie:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /try HTTP/1.1\r\nHost: localhost\r\nX-Note: a\u0001b\r\n",
        "GET /try HTTP/1.1\r\nHost: localhost\r\nX-No\u0001te: a\r\n",
        "GET /try HTTP/1.1\r\nHost: localhost\r\nX-Note: a\u0000b\r\n",
        "GET /t\u0001ry HTTP/1.1\r\nHost: localhost\r\n",
        "G\u0001T /try HTTP/1.1\r\nHost: localhost\r\n",
        "OPTIONS /ingest/callreport HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a\u0001b\r\n",
        "OPTIONS /ingest/callreport HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a\rSet-Cookie: a=b\r\n",
        "DELETE /api/v1/users/x HTTP/1.1\r\nHost: localhost\r\nX-Note: a\u0001b\r\n",
      })
  void aControlCharacterIsRefusedAndSaid(String request) throws IOException {
    String answer = exchange(request);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("the request cannot be read");
    assertThat(attacked.log.has("400 the request cannot be read")).as(answer).isTrue();
    assertThat(attacked.log.lines()).noneMatch(line -> line.contains("\u0001"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example.org/try",
        "/\\evil.example.org/try",
        "/try?to=https://evil.example.org"
      })
  void noRedirectLeadsElsewhere(String path) throws IOException {
    String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");

    assertThat(answer.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("location:")))
        .allMatch(line -> line.matches("(?i)location: /[^/\\\\].*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
      })
  void aBodyHasOneLength(String headers) throws IOException {
    String answer =
        exchange(
            "POST /ingest/callreport HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\n"
                + headers);

    assertThat(answer).matches("(?s)HTTP/1.1 [45].*");
  }

  @Test
  void nothingIsSentBackForTrace() throws IOException {
    String answer = exchange("TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Canary: 7Qx\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 4.*").doesNotContain("7Qx");
  }

  private int rows(String question) {
    HttpResponse<String> answer = attacked.administrator.send("POST", "/api/v1/search", question);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).get("documents").size();
  }

  private String exchange(String request) throws IOException {
    int port = attacked.server.server().port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String body(String text, long timestamp) {
    String json = JsonMapper.shared().writeValueAsString(text);
    return """
    {"agent":%1$s,"contactId":"c1","contactQueue":%1$s,"agentRoutingProfile":%1$s,
     "softphoneStreamStatistics":[
       {"softphoneStreamType":"audio_input","timestamp":%2$d,"packetsLost":0,"packetsCount":50},
       {"softphoneStreamType":"audio_output","timestamp":%2$d,"packetsLost":0,"packetsCount":50}]}
    """
        .formatted(json, timestamp);
  }
}
