package io.linecheck.ingest;

import static io.linecheck.ingest.Ingesting.input;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.store.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final String HEADER = "\"agent\":\"jane\",\"contactId\":\"c-1\"";
  private static final String SAMPLE =
      "{\"softphoneStreamType\":\"audio_input\",\"timestamp\":\"2026-11-22T08:00:00.000Z\"}";

  private final Ingesting ingesting = new Ingesting();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "[]",
        "17",
        "\"text\"",
        "{",
        "{\"agent\"",
        "{\"agent\":\"jane\",}",
        "{'agent':'jane'}",
        "{\"agent\":\"jane\",\"contactId\":\"c-1\"}",
        "{\"agent\":\"jane\",\"contactId\":\"c-1\",\"softphoneStreamStatistics\":null}",
        "{\"agent\":\"jane\",\"contactId\":\"c-1\",\"softphoneStreamStatistics\":{}}",
        "{\"agent\":\"jane\",\"contactId\":\"c-1\",\"softphoneStreamStatistics\":[]} {}",
        "{\"agent\":\"jane\",\"contactId\":\"c-1\",\"softphoneStreamStatistics\":[{\"timestamp\":",
        "{\"agent\":\"jane\",\"contactId\":\"c-1\",\"batchId\":\"17\",\"softphoneStreamStatistics\":[]}"
      })
  void wholeBodiesOfNoUse(String body) {
    IngestAnswer answer = ingesting.post(Route.SOFTPHONE_METRICS, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isNotBlank();
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isEqualTo(1);
    assertThat(ingesting.store.batches).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOFTPHONE_METRICS|\"contactId\":\"c\",\"softphoneStreamStatistics\":[]|agent is missing",
        "SOFTPHONE_METRICS|\"agent\":\" \",\"contactId\":\"c\",\"softphoneStreamStatistics\":[]|agent is missing",
        "SOFTPHONE_METRICS|\"agent\":\"a\",\"softphoneStreamStatistics\":[]|contactId is missing",
        "CALL_REPORT|\"agent\":\"a\",\"report\":{}|contactId is missing",
        "CALL_REPORT|\"agent\":\"a\",\"contactId\":\"c\"|expected report",
        "CALL_REPORT|\"agent\":\"a\",\"contactId\":\"c\",\"report\":[]|report is no object",
        "CALL_REPORT|\"agent\":\"a\",\"contactId\":\"c\",\"report\":{},\"report\":{}|report stands twice",
        "API_METRICS|\"API_METRIC\":[]|agent is missing",
        "API_METRICS|\"agent\":\"a\",\"API_METRIC\":[],\"API_METRIC\":[]|API_METRIC stands twice"
      })
  void whatIsMissingIsNamed(Route route, String members, String error) {
    IngestAnswer answer = ingesting.post(route, "{" + members + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(error);
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isEqualTo(1);
  }

  @Test
  void apiMetricsNeedNoContact() {
    IngestAnswer answer =
        ingesting.post(
            Route.API_METRICS, "{\"agent\":\"a\",\"API_METRIC\":[{\"name\":\"x\",\"time\":3}]}");

    assertThat(answer.accepted()).isEqualTo(1);
    assertThat(ingesting.store.last().apiMetrics().getFirst().timestamp()).isEqualTo(Ingesting.NOW);
  }

  @Test
  void anEmptyListIsNoError() {
    IngestAnswer answer =
        ingesting.post(Route.API_METRICS, "{\"API_METRIC\":[],\"agent\":\"jane\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ingesting.outcomes.total()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"packetsLost\":\"many\"|packetsLost|\"many\"",
        "\"packetsLost\":true|packetsLost|whole number",
        "\"packetsLost\":{\"a\":1}|packetsLost|not a plain value",
        "\"packetsLost\":[1]|packetsLost|not a plain value",
        "\"packetsLost\":NaN|packetsLost|whole number",
        "\"packetsLost\":\"NaN\"|packetsLost|whole number",
        "\"packetsLost\":-Infinity|packetsLost|whole number",
        "\"packetsLost\":1e400|packetsLost|whole number",
        "\"packetsLost\":\"0x10\"|packetsLost|whole number",
        "\"packetsLost\":1000000001|packetsLost|0 to 1000000000",
        "\"packetsLost\":1.5|packetsLost|whole number",
        "\"packetsCount\":-1|packetsCount|0 to 1000000",
        "\"packetsCount\":99999999999999999999999999|packetsCount|0 to 1000000",
        "\"concealedSamples\":-5|concealedSamples|0 to",
        "\"jitterBufferMillis\":\"fast\"|jitterBufferMillis|expected a number",
        "\"timestamp\":\"yesterday\"|timestamp|ISO-8601",
        "\"timestamp\":{}|timestamp|ISO-8601",
        "\"timestamp\":0|timestamp|1970-01-01T00:00:00Z is too old",
        "\"timestamp\":\"2100-01-01T00:00:00Z\"|timestamp|2100-01-01T00:00:00Z lies ahead",
        "\"timestamp\":\"2026-11-22T08:15:00.001Z\"|timestamp|lies ahead",
        "\"timestamp\":\"+999999999-12-31T23:59:59Z\"|timestamp|ISO-8601",
        "\"timestamp\":1e300|timestamp|ISO-8601",
        "\"softphoneStreamType\":\"video\"|softphoneStreamType|audio_input or audio_output",
        "\"softphoneStreamType\":7|softphoneStreamType|audio_input or audio_output"
      })
  void aBadSampleIsNamedAndItsNeighboursAreStored(String member, String path, String reason) {
    IngestAnswer answer =
        ingesting.samples("c-1", input(0, ""), input(1, member), input(2, "\"packetsLost\":0"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.accepted()).isEqualTo(2);
    assertThat(answer.rejected())
        .singleElement()
        .satisfies(rejection -> {
          assertThat(rejection.path()).isEqualTo("softphoneStreamStatistics[1]." + path);
          assertThat(rejection.reason()).contains(reason);
        });
    assertThat(ingesting.outcomes.of(Outcome.ACCEPTED)).isEqualTo(2);
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isEqualTo(1);
    assertThat(ingesting.store.last().rejected()).isEqualTo(answer.rejected());
  }

  @Test
  void samplesThatAreNoSamples() {
    IngestAnswer answer =
        ingesting.post(
            Route.SOFTPHONE_METRICS,
            "{%s,\"softphoneStreamStatistics\":[null,7,[[]],\"x\",{},%s,{\"softphoneStreamType\":\"audio_input\"}]}"
                .formatted(HEADER, SAMPLE));

    assertThat(answer.accepted()).isEqualTo(1);
    assertThat(answer.rejected())
        .extracting(Rejection::path)
        .containsExactly(
            "softphoneStreamStatistics[0]",
            "softphoneStreamStatistics[1]",
            "softphoneStreamStatistics[2]",
            "softphoneStreamStatistics[3]",
            "softphoneStreamStatistics[4].softphoneStreamType",
            "softphoneStreamStatistics[6].timestamp");
  }

  @Test
  void nothingUsableAmongTheItems() {
    IngestAnswer answer = ingesting.samples("c-1", "\"a\":1", "\"b\":2");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.rejected()).hasSize(2);
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isEqualTo(2);
    assertThat(ingesting.store.batches).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"roundTripTimeMillis\":10001|ROUND_TRIP_TIME_MILLIS",
        "\"roundTripTimeMillis\":-1|ROUND_TRIP_TIME_MILLIS",
        "\"audioLevel\":40000|AUDIO_LEVEL",
        "\"audioLevel\":-1|AUDIO_LEVEL",
        "\"jitter\":6|JITTER_MILLIS",
        "\"jitterBufferMillis\":9000|JITTER_MILLIS"
      })
  void anImpossibleGaugeIsLeftOut(String member, SampleField field) {
    ingesting.samples("c-1", input(0, "\"packetsLost\":3," + member));

    assertThat(ingesting.column("c-1", StreamType.AUDIO_INPUT, field)).containsOnly(Double.NaN);
    assertThat(ingesting.column("c-1", StreamType.AUDIO_INPUT, SampleField.PACKETS_LOST))
        .containsExactly(3.0);
    assertThat(ingesting.outcomes.mended(Falsehood.IMPLAUSIBLE_GAUGE)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"  \""})
  void absentIsNotZero(String absent) {
    ingesting.samples(
        "c-1",
        input(
            0,
            "\"packetsLost\":%1$s,\"packetsCount\":%1$s,\"audioLevel\":%1$s,\"roundTripTimeMillis\":%1$s,\"jitterBufferMillis\":%1$s"
                .formatted(absent)));

    for (SampleField field : SampleField.values()) {
      assertThat(ingesting.column("c-1", StreamType.AUDIO_INPUT, field)).containsOnly(Double.NaN);
    }
  }

  @Test
  void deepNesting() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    IngestAnswer answer =
        ingesting.post(Route.SOFTPHONE_METRICS, "{%s,\"x\":%s}".formatted(HEADER, deep));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("32 levels");
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isEqualTo(1);
  }

  @Test
  void aMillionKeys() {
    StringBuilder body = new StringBuilder("{" + HEADER);
    for (int i = 0; i < 1_000_000; i++) {
      body.append(",\"k").append(i).append("\":").append(i);
    }
    IngestAnswer answer = ingesting.post(Route.SOFTPHONE_METRICS, body.append('}').toString());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("500000 tokens");
    assertThat(ingesting.outcomes.unknown).hasSize(20);
  }

  @Test
  void tooManyItems() {
    String body =
        "{%s,\"softphoneStreamStatistics\":[%s]}"
            .formatted(HEADER, (SAMPLE + ",").repeat(10_000) + SAMPLE);
    IngestAnswer answer = ingesting.post(Route.SOFTPHONE_METRICS, body);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).contains("10000 items");
    assertThat(ingesting.outcomes.total()).isEqualTo(1);
  }

  @Test
  void brokenUtf8() {
    byte[] body =
        "{%s,\"contactQueue\":\"????\",\"softphoneStreamStatistics\":[]}"
            .formatted(HEADER)
            .getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '?') {
        body[i] = (byte) 0xc3;
      }
    }
    assertThat(ingesting.post(Route.SOFTPHONE_METRICS, body).status()).isEqualTo(400);
  }

  @Test
  void ofARepeatedScalarTheLaterCounts() {
    ingesting.post(
        Route.SOFTPHONE_METRICS,
        "{\"agent\":\"first\",%s,\"contactQueue\":\"a\",\"contactQueue\":\"b\",\"softphoneStreamStatistics\":[%s]}"
            .formatted(HEADER, SAMPLE));

    assertThat(ingesting.store.last().agent()).isEqualTo("jane");
    assertThat(ingesting.store.last().context().get(CallAttribute.CONTACT_QUEUE)).isEqualTo("b");
  }

  @Test
  void unknownFieldsAreAcceptedAndCountedOnceEach() {
    IngestAnswer answer =
        ingesting.post(
            Route.SOFTPHONE_METRICS,
            "{%s,\"moon\":{\"a\":[1]},\"environment\":{\"tide\":2},\"agentPublicIp\":\"6.6.6.6\",\"softphoneStreamStatistics\":[%s,%s]}"
                .formatted(
                    HEADER,
                    SAMPLE.replace("}", ",\"star\":[]}"),
                    SAMPLE.replace("00.000Z", "01.000Z").replace("}", ",\"star\":{}}")));

    assertThat(answer.accepted()).isEqualTo(2);
    assertThat(ingesting.outcomes.unknown)
        .containsOnlyKeys("moon", "environment.tide", "agentPublicIp", "sample.star")
        .containsEntry("sample.star", 1);
    assertThat(ingesting.store.last().context().get(CallAttribute.AGENT_PUBLIC_IP))
        .isEqualTo("203.0.113.7");
  }

  @Test
  void attributesAreCutAndCleaned() {
    ingesting.post(
        Route.SOFTPHONE_METRICS,
        "{%s,\"contactQueue\":\"%s\",\"site\":\"a\\u0000b\\ud800c\",\"numberofCpu\":\"eight\",\"region\":{},\"softphoneStreamStatistics\":[%s]}"
            .formatted(HEADER, "q".repeat(10_000), SAMPLE));

    assertThat(ingesting.store.last().context().get(CallAttribute.CONTACT_QUEUE)).hasSize(512);
    assertThat(ingesting.store.last().context().get(CallAttribute.SITE)).isEqualTo("a b\uFFFDc");
    assertThat(ingesting.store.last().context().get(CallAttribute.NUMBER_OF_CPU)).isNull();
    assertThat(ingesting.store.last().context().get(CallAttribute.REGION)).isNull();
  }

  @Test
  void anIdIsNeverCut() {
    IngestAnswer answer = ingesting.samples("c".repeat(513), input(0, ""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("contactId has 513 characters; expected at most 512");
  }

  @Test
  void rejectionsAreListedUpToALimitAndAllCounted() {
    IngestAnswer answer =
        ingesting.post(
            Route.SOFTPHONE_METRICS,
            "{%s,\"softphoneStreamStatistics\":[%s]}".formatted(HEADER, "1,".repeat(250) + SAMPLE));

    assertThat(answer.rejected()).hasSize(100);
    assertThat(answer.rejectedCount()).isEqualTo(250);
    assertThat(new String(answer.toJson(), UTF_8)).contains("\"rejectedCount\":250");
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isEqualTo(250);
  }

  @Test
  void olderThanAnythingIsKept() {
    ingesting.ingest = ingesting.restarted(IngestLimits.DEFAULT.withMaxAge(Duration.ofDays(1)));
    IngestAnswer answer =
        ingesting.samples(
            "c-1",
            input(0, ""),
            "\"softphoneStreamType\":\"audio_input\",\"timestamp\":\"2026-11-21T08:04:59.999Z\"");

    assertThat(answer.accepted()).isEqualTo(1);
    assertThat(answer.rejected().getFirst().reason()).contains("at most 1 days before now");
  }

  @Test
  void badEventsReportsAndApiMetrics() {
    IngestAnswer events =
        ingesting.post(
            Route.SOFTPHONE_METRICS,
            "{%s,\"events\":[{\"kind\":\"mute\"},{\"timestamp\":1795333685941},{\"kind\":\"mute\",\"timestamp\":0},{\"kind\":\"mute\",\"timestamp\":1795333685941,\"data\":[]},{\"kind\":\"mute\",\"timestamp\":1795333685941,\"data\":{\"t\":\"%s\"}},{\"kind\":\"mute\",\"timestamp\":1795333685941}]}"
                .formatted(HEADER, "x".repeat(9_000)));
    assertThat(events.accepted()).isEqualTo(1);
    assertThat(events.rejected())
        .extracting(Rejection::path)
        .containsExactly(
            "events[0].timestamp",
            "events[1].kind",
            "events[3].data",
            "events[4].data",
            "events[2].timestamp");

    IngestAnswer report =
        ingesting.post(
            Route.CALL_REPORT,
            "{%s,\"report\":{\"callEndTime\":\"1970-01-01\"}}".formatted(HEADER));
    assertThat(report.status()).isEqualTo(400);
    assertThat(report.rejected().getFirst().path()).isEqualTo("report.callEndTime");

    IngestAnswer metrics =
        ingesting.post(
            Route.API_METRICS,
            "{\"agent\":\"a\",\"events\":[{\"kind\":\"x\",\"timestamp\":1795333685941}],\"API_METRIC\":[{\"time\":1},{\"name\":\"a\",\"time\":\"x\"},{\"name\":\"a\",\"timestamp\":[]},{\"name\":\"ok\"}]}");
    assertThat(metrics.accepted()).isEqualTo(1);
    assertThat(metrics.rejected())
        .extracting(Rejection::path)
        .containsExactly(
            "API_METRIC[0].name", "API_METRIC[1].time", "API_METRIC[2].timestamp", "events[0]");
  }
}
