package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.config.SettingsCatalogue;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: a clear answer, never a 500, and the valid rest of a batch is stored. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputOverHttpTest {
  private static final String ROUTE = "/ingest/softphonemetrics";
  private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

  private @Nullable TestServer running;
  private int contacts;

  @BeforeAll
  void start(@TempDir Path data) {
    running =
        TestServer.on(TestServer.settings(data).with(SettingsCatalogue.MAX_BODY_BYTES, "16MiB"));
  }

  @AfterAll
  void close() {
    server().close();
  }

  /** A sample that cannot be taken, or a value in it that cannot, between two good samples. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"timestamp\":0",
        "\"timestamp\":\"1970-01-01T00:00:00Z\"",
        "\"timestamp\":\"2100-01-01T00:00:00Z\"",
        "\"timestamp\":\"yesterday\"",
        "\"timestamp\":{}",
        "\"timestamp\":1e400",
        "\"softphoneStreamType\":\"video\"",
        "\"softphoneStreamType\":7",
        "\"packetsLost\":-5",
        "\"packetsCount\":-1",
        "\"packetsCount\":99999999999999999999999999999999",
        "\"packetsCount\":1e308",
        "\"packetsLost\":\"many\"",
        "\"packetsLost\":[1]",
        "\"audioLevel\":\"\"",
        "\"roundTripTimeMillis\":1e12",
        "\"jitterBufferMillis\":null",
        "\"nobodyKnowsThis\":{\"deep\":[1,2,{\"er\":3}]}",
      })
  void oneBadValueNeverCostsItsNeighbours(String member) {
    String contact = contact();
    long now = System.currentTimeMillis() - 60_000;
    String bad =
        "{\"softphoneStreamType\":\"audio_input\",\"timestamp\":%d,\"packetsCount\":50,%s}"
            .formatted(now + 1000, member);

    HttpResponse<String> answer =
        server()
            .post(
                ROUTE,
                SampleBodies.of(
                    contact,
                    SampleBodies.sample("audio_input", now)
                        + ","
                        + bad
                        + ","
                        + SampleBodies.sample("audio_input", now + 2000)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(stored(contact)).isBetween(2L, 3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "\"text\"", "null", "[]", "{}", "true"})
  void whatIsNoSampleNeverCostsItsNeighbours(String bad) {
    String contact = contact();
    long now = System.currentTimeMillis() - 60_000;

    HttpResponse<String> answer =
        server()
            .post(
                ROUTE,
                SampleBodies.of(contact, bad + "," + SampleBodies.sample("audio_input", now)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(stored(contact)).isEqualTo(1);
  }

  static List<byte[]> bodiesOfWhichNothingCanBeTaken() {
    String keys =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "\"k" + i + "\":1")
            .collect(Collectors.joining(","));
    return List.of(
        bytes(""),
        bytes("{"),
        bytes("[]"),
        bytes("null"),
        bytes("\"text\""),
        bytes("{} {}"),
        bytes("{\"agent\":\"jane\"}"),
        bytes("{\"agent\":1,\"contactId\":[],\"softphoneStreamStatistics\":{}}"),
        bytes("{\"agent\":\"jane\",\"contactId\":\"c\",\"softphoneStreamStatistics\":NaN}"),
        bytes("[".repeat(10_000) + "]".repeat(10_000)),
        bytes("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
        bytes("{" + keys + "}"),
        new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'},
        new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0},
        new byte[10 << 20],
        new byte[(16 << 20) + 1]);
  }

  @ParameterizedTest
  @MethodSource
  void bodiesOfWhichNothingCanBeTaken(byte[] body) {
    for (String route : List.of("softphonemetrics", "callreport", "apimetrics")) {
      double before = invalid(route);

      HttpResponse<String> answer = server().send(server().json("/ingest/" + route, body));

      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 413);
      assertThat(answer.body()).contains("\"error\":\"").doesNotContain("Exception");
      assertThat(invalid(route)).isEqualTo(before + 1);
    }
  }

  @Test
  void aRepeatedMemberIsAnsweredAndNotA500() {
    HttpResponse<String> answer =
        server()
            .post(
                ROUTE,
                SampleBodies.call(contact(), System.currentTimeMillis() - 60_000, 1)
                    .replaceFirst("\\{", "{\"agent\":\"joe\","));

    assertThat(answer.statusCode()).isIn(200, 400);
  }

  @Test
  void theSameBodyTwiceIsStoredOnce() {
    String contact = contact();
    String body = SampleBodies.call(contact, System.currentTimeMillis() - 60_000, 10);

    assertThat(server().post(ROUTE, body).body())
        .isEqualTo("{\"accepted\":20,\"duplicates\":0,\"rejected\":[]}");
    assertThat(server().post(ROUTE, body).body())
        .isEqualTo("{\"accepted\":0,\"duplicates\":20,\"rejected\":[]}");
    assertThat(stored(contact)).isEqualTo(20);
  }

  private TestServer server() {
    TestServer server = running;
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  private String contact() {
    contacts++;
    return "contact-" + contacts;
  }

  private double invalid(String route) {
    return server()
        .metric("linecheck_ingest_items_total{outcome=\"invalid\",route=\"" + route + "\"}");
  }

  private long stored(String contact) {
    long now = System.currentTimeMillis();
    HttpResponse<String> answer =
        server()
            .post(
                "/api/v1/search",
                """
                {"dataset":"samples","from":%d,"to":%d,
                 "filter":{"field":"contactId","in":["%s"]}}\
                """
                    .formatted(now - 3_600_000, now + 3_600_000, contact));
    Matcher total = TOTAL.matcher(answer.body());
    assertThat(total.find()).as(answer.body()).isTrue();
    return Long.parseLong(total.group(1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
