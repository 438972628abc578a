package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.server.Awaiting;
import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestEdgeTest {
  private static final String ROUTE = "/ingest/softphonemetrics";

  private final FakeStore store = new FakeStore();
  private final TestServer server =
      TestServer.on(
          store,
          TestServer.settings(Path.of("unused"))
              .with(
                  SettingsCatalogue.ALLOWED_ORIGINS,
                  "https://softphone.example.com, https://*.my.connect.aws"));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesABodyOfOneSample() {
    HttpResponse<String> answer = server.post(ROUTE, body());

    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Date")).isPresent();
    assertThat(store.batches).hasSize(1);
    assertThat(items("accepted")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "https://softphone.example.com, 200",
    "https://acme.my.connect.aws, 200",
    "https://evil.example.org, 403",
    "https://my.connect.aws, 403",
    "http://softphone.example.com, 403",
    "null, 403",
  })
  void aPageElsewhereWritesOnlyIfItsOriginIsAllowed(String origin, int status) {
    HttpResponse<String> answer =
        server.send(server.json(ROUTE, bytes(body())).header("Origin", origin));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Vary")).contains("Origin");
    if (status == 200) {
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
      assertThat(store.batches).hasSize(1);
    } else {
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.body()).contains(origin).contains("allowed-origins");
      assertThat(store.batches).isEmpty();
      assertThat(items("unauthorized")).isEqualTo(1);
    }
  }

  @Test
  void theServersOwnPagesMayWrite() {
    String own = "http://127.0.0.1:" + server.server().port();

    assertThat(server.send(server.json(ROUTE, bytes(body())).header("Origin", own)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNameThatSomebodyPointedAtThisServerIsNotItsOwn() {
    String rebound = "evil.example.org:" + server.server().port();

    HttpResponse<String> answer =
        server.send(
            server
                .json(ROUTE, bytes(body()))
                .header("Host", rebound)
                .header("Origin", "http://" + rebound));

    assertThat(answer.statusCode()).isEqualTo(421);
    assertThat(store.batches).isEmpty();
  }

  @Test
  void theNameOfThePublicUrlIsItsOwn() {
    Settings settings =
        TestServer.settings(Path.of("unused"))
            .with(SettingsCatalogue.PUBLIC_URL, "https://quality.example.com/");
    try (TestServer named = TestServer.on(store, settings)) {
      HttpResponse<String> answer =
          named.send(
              named
                  .json(ROUTE, bytes(body()))
                  .header("Host", "quality.example.com")
                  .header("Origin", "https://quality.example.com"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void bodiesUnderWayTakeABoundedAmountOfMemory() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    store.writesWaitFor = gate;
    Settings settings =
        TestServer.settings(Path.of("unused"))
            .with(SettingsCatalogue.MAX_BODY_BYTES, "512KiB")
            .with(SettingsCatalogue.BODY_MEMORY, "1MiB");
    try (TestServer tight = TestServer.on(store, settings)) {
      // Spaces behind the last member are part of the body, not of the batch.
      String large = body() + " ".repeat(500 << 10);
      CompletableFuture<HttpResponse<String>> first =
          CompletableFuture.supplyAsync(() -> tight.post(ROUTE, large.replace("c1", "c2")));
      CompletableFuture<HttpResponse<String>> second =
          CompletableFuture.supplyAsync(() -> tight.post(ROUTE, large));
      Awaiting.until(() -> store.writing.get() == 2);

      HttpResponse<String> third = tight.post(ROUTE, large);

      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).contains("5");
      gate.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
      assertThat(tight.post(ROUTE, large).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void preflightAllowsWhatThePostWillDo() {
    HttpResponse<String> answer = preflight("https://softphone.example.com");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://softphone.example.com");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("Authorization, Content-Type, Content-Encoding");
    assertThat(preflight("https://evil.example.org").statusCode()).isEqualTo(403);
    assertThat(preflight("https://evil.example.org").headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                | 200
          application/json; charset=utf-8 | 200
          text/plain;charset=UTF-8        | 200
          Text/Plain                      | 200
          application/xml                 | 415
          application/x-www-form-urlencoded | 415
          """)
  void contentTypes(String type, int status) {
    HttpResponse<String> answer =
        server.send(
            server
                .request(ROUTE)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body())));

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void aBodyWithoutTypeIsRefused() {
    assertThat(
            server.send(server.request(ROUTE).POST(BodyPublishers.ofString(body()))).statusCode())
        .isEqualTo(415);
    assertThat(items("invalid")).isEqualTo(1);
  }

  @Test
  void aPackedBodyIsUnpacked() throws IOException {
    HttpResponse<String> answer =
        server.send(server.json(ROUTE, gzip(bytes(body()))).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(store.batches.getFirst().samples().size()).isEqualTo(1);
  }

  @Test
  void aGzipBombIsUnpackedNoFurtherThanTheLimit() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(100_000);

    HttpResponse<String> answer =
        server.send(server.json(ROUTE, bomb).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("at most 1048576 bytes");
    assertThat(items("invalid")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not gzip at all", ""})
  void whatIsNotGzipIsRefused(String body) {
    HttpResponse<String> answer =
        server.send(server.json(ROUTE, bytes(body)).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not gzip");
  }

  @Test
  void anUnknownEncodingIsRefused() {
    HttpResponse<String> answer =
        server.send(server.json(ROUTE, bytes(body())).header("Content-Encoding", "br"));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void aLargeBodyIsRefusedWithAndWithoutDeclaredLength() {
    byte[] large = new byte[10 << 20];
    Arrays.fill(large, (byte) ' ');

    assertThat(server.send(server.json(ROUTE, large)).statusCode()).isEqualTo(413);
    HttpRequest.Builder chunked =
        server
            .request(ROUTE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArrays(List.of(large)));
    assertThat(server.send(chunked).statusCode()).isEqualTo(413);
    assertThat(store.batches).isEmpty();
  }

  @Test
  void aClientThatSendsTooMuchIsToldWhenToComeBack() {
    Settings settings =
        TestServer.settings(Path.of("unused"))
            .with(SettingsCatalogue.RATE_LIMIT_PER_SECOND, "1")
            .with(SettingsCatalogue.RATE_LIMIT_BURST, "2");
    try (TestServer slow = TestServer.on(store, settings)) {
      HttpResponse<String> refused = slow.post(ROUTE, body());
      for (int i = 0; refused.statusCode() == 200 && i < 1000; i++) {
        refused = slow.post(ROUTE, body());
      }

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(
              slow.metric(
                  "linecheck_ingest_items_total{outcome=\"rate_limited\",route=\"softphonemetrics\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void theClientsAddressIsTakenFromATrustedProxyOnly() {
    server.send(server.json(ROUTE, bytes(body())).header("X-Forwarded-For", "203.0.113.7"));
    Settings settings =
        TestServer.settings(Path.of("unused"))
            .with(SettingsCatalogue.TRUSTED_PROXIES, "127.0.0.0/8");
    try (TestServer behindProxy = TestServer.on(store, settings)) {
      behindProxy.send(
          behindProxy
              .json(ROUTE, bytes(body()))
              .header("X-Forwarded-For", "198.51.100.1")
              .header("X-Forwarded-For", "203.0.113.7"));
    }

    assertThat(store.batches)
        .extracting(batch -> batch.context().get(CallAttribute.AGENT_PUBLIC_IP))
        .containsExactly("127.0.0.1", "203.0.113.7");
  }

  @Test
  void aStoreThatCannotIsSaidSoAndTheBatchStaysWithTheSender() {
    store.fail(StoreException.Cause.OVERLOADED);

    HttpResponse<String> answer = server.post(ROUTE, body());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(items("unavailable")).isEqualTo(1);
  }

  @Test
  void otherMethodsAndPathsAreRefused() {
    assertThat(server.get(ROUTE).statusCode()).isEqualTo(405);
    assertThat(server.post("/ingest/nothing", body()).statusCode()).isEqualTo(404);
    assertThat(server.post("/ingest/nothing", body()).body())
        .isEqualTo("{\"error\":\"there is nothing at /ingest/nothing\"}");
  }

  private HttpResponse<String> preflight(String origin) {
    return server.send(
        server
            .request(ROUTE)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type"));
  }

  private double items(String outcome) {
    return server.metric(
        "linecheck_ingest_items_total{outcome=\"" + outcome + "\",route=\"softphonemetrics\"}");
  }

  private static String body() {
    return """
    {"agent":"jane","contactId":"c1","contactQueue":"sales",
     "softphoneStreamStatistics":[{"softphoneStreamType":"audio_input","timestamp":%d,
       "packetsLost":0,"packetsCount":50,"audioLevel":900,"roundTripTimeMillis":40}]}
    """
        .formatted(Instant.now().toEpochMilli());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
