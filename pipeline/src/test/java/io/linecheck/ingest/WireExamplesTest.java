package io.linecheck.ingest;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleField;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bodies in {@code spec/examples}, as they are stored. */
class WireExamplesTest {
  private static final String OLDER = "26494786-423e-41cf-ab97-7091ef549dec";
  private static final String MUTED = "fa999ed6-5754-43fe-aec6-6f14c54f54bf";
  private static final String SECOND = "e34187fe-a723-4092-82db-e45913bd354a";

  private final Ingesting ingesting = new Ingesting();

  @Test
  void samplesOfTheAwsPage() {
    IngestAnswer answer =
        ingesting.example(Route.SOFTPHONE_METRICS, "aws-sample-softphonemetrics.json");

    assertThat(answer).isEqualTo(new IngestAnswer(200, 8, 0, List.of(), 0, null, null));
    assertThat(ingesting.outcomes.unknown).isEmpty();
    assertThat(ingesting.column(OLDER, AUDIO_INPUT, SampleField.PACKETS_COUNT))
        .containsExactly(48.0, 50.0, 50.0, 48.0);
    assertThat(ingesting.column(OLDER, AUDIO_INPUT, SampleField.PACKETS_LOST))
        .containsExactly(0.0, 0.0, 0.0, 2.0);
    assertThat(ingesting.column(OLDER, AUDIO_INPUT, SampleField.AUDIO_LEVEL)).containsOnly(32768.0);
    assertThat(ingesting.column(OLDER, AUDIO_INPUT, SampleField.JITTER_MILLIS))
        .containsExactly(1.0, 0.0, 1.0, 1.0);
    assertThat(ingesting.column(OLDER, AUDIO_INPUT, SampleField.ROUND_TRIP_TIME_MILLIS))
        .containsExactly(Double.NaN, 0.0, 0.0, 0.0);
    assertThat(ingesting.column(OLDER, AUDIO_OUTPUT, SampleField.PACKETS_LOST))
        .containsExactly(Double.NaN, 0.0, 0.0, 0.0);
    assertThat(ingesting.column(OLDER, AUDIO_OUTPUT, SampleField.JITTER_MILLIS))
        .containsExactly(Double.NaN, Double.NaN, 0.0, 0.0);
    assertThat(ingesting.store.stream(OLDER, AUDIO_OUTPUT).get(1).timestamp())
        .isEqualTo(1795333858345L);

    CallContext context = ingesting.store.last().context();
    assertThat(context.get(CallAttribute.CONTACT_QUEUE)).isEqualTo("BasicQueue");
    assertThat(context.get(CallAttribute.AGENT_PRIVATE_IP)).isEqualTo("192.168.1.23");
    assertThat(context.get(CallAttribute.AGENT_PUBLIC_IP)).isEqualTo("203.0.113.7");
    assertThat(context.get(CallAttribute.SIGNALING_ENDPOINT))
        .isEqualTo("wss://rtc.connect-telecom.us-east-1.amazonaws.com/LilyRTC");
    assertThat(context.get(CallAttribute.ICE_SERVERS))
        .isEqualTo(
            "turn:turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com.:3478,"
                + " turn:turnnlb-8d79b4427a82d027.elb.us-east-1.amazonaws.com.:3478");
    assertThat(context.get(CallAttribute.TURN_HOST))
        .isEqualTo("turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com");
    assertThat(context.get(CallAttribute.MEDIA_REGION)).isEqualTo("us-east-1");
    assertThat(context.get(CallAttribute.AGENT_BROWSER_NAME)).isEqualTo("Chrome");
    assertThat(context.get(CallAttribute.OS)).isEqualTo("Linux");
    assertThat(context.get(CallAttribute.ORIGIN)).isEqualTo("https://softphone.example");
    assertThat(context.get(CallAttribute.SOURCE)).isNull();
    assertThat(ingesting.store.last().agent()).isEqualTo("jane.agent");
  }

  @Test
  void reportOfTheAwsPageInTodaysSpelling() {
    IngestAnswer answer = ingesting.example(Route.CALL_REPORT, "aws-sample-callreport.json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.accepted()).isEqualTo(1);
    assertThat(ingesting.outcomes.unknown).isEmpty();
    CallReport report = ingesting.store.last().reports().getFirst();
    assertThat(report.timestamp()).isEqualTo(Instant.parse("2026-11-22T07:51:01.583Z"));
    assertThat(report.values())
        .containsEntry("gumTimeMillis", 5.0)
        .containsEntry("iceCollectionFailure", false)
        .containsEntry("callStartTime", "2026-11-22T07:50:56.114Z")
        .containsEntry("audioInputPacketsCount", 248.0)
        .doesNotContainKey("cleanupTimeMillis");
    assertThat(report.reportJson())
        .contains("\"packetsCount\":248", "\"roundTripTimeMillis\":2", "\"jitterBufferMillis\":1")
        .contains("\"cleanupTimeMillis\":null")
        .doesNotContain("_packets");
    assertThat(ingesting.store.last().context().get(CallAttribute.NUMBER_OF_CPU)).isEqualTo("8");
    assertThat(ingesting.store.last().context().get(CallAttribute.AGENT_BROWSER_VERSION))
        .isEqualTo("156.0.0.0");
  }

  @Test
  void apiMetricsOfTheAwsPage() {
    IngestAnswer answer = ingesting.example(Route.API_METRICS, "aws-sample-apimetrics.json");

    assertThat(answer.accepted()).isEqualTo(4);
    assertThat(ingesting.outcomes.unknown).isEmpty();
    assertThat(ingesting.store.last().contactId()).isNull();
    assertThat(ingesting.store.last().apiMetrics())
        .contains(
            new ApiMetric(
                "getAgentSnapshot",
                Instant.parse("2026-11-22T07:48:04.101Z"),
                4935.0,
                200,
                false,
                null,
                true),
            new ApiMetric(
                "sendSoftphoneCallMetrics",
                Instant.parse("2026-11-22T07:48:35.921Z"),
                1311.0,
                503,
                true,
                "NetworkingError",
                false));
    assertThat(ingesting.outcomes.mended(Falsehood.LONG_POLL)).isEqualTo(1);
  }

  @Test
  void recordedCallWithTheCumulativeJitterBuffer() {
    IngestAnswer answer =
        ingesting.example(Route.SOFTPHONE_METRICS, "collector-connect-events.json");

    assertThat(answer.accepted()).isEqualTo(18);
    assertThat(ingesting.outcomes.unknown).isEmpty();
    assertThat(ingesting.column(MUTED, AUDIO_INPUT, SampleField.JITTER_BUFFER_MILLIS).getFirst())
        .isEqualTo(2_102_400);
    List<Double> delays =
        ingesting.column(MUTED, AUDIO_INPUT, SampleField.JITTER_BUFFER_DELAY_MILLIS);
    assertThat(delays.getFirst()).isNaN();
    // (4,012,800 − 2,102,400) / (48 × 999 ms)
    assertThat(delays.get(1)).isCloseTo(39.84, within(0.01));
    assertThat(delays.subList(1, delays.size())).allMatch(delay -> delay > 15 && delay < 60);
    assertThat(ingesting.column(MUTED, AUDIO_OUTPUT, SampleField.JITTER_BUFFER_DELAY_MILLIS))
        .containsOnly(Double.NaN);
    assertThat(ingesting.column(MUTED, AUDIO_INPUT, SampleField.JITTER_MILLIS))
        .containsOnly(Double.NaN);
    assertThat(ingesting.outcomes.mended(Falsehood.CUMULATIVE_JITTER_BUFFER)).isEqualTo(1);
    assertThat(ingesting.outcomes.mended(Falsehood.COPIED_JITTER_BUFFER)).isEqualTo(1);
    assertThat(ingesting.store.last().events())
        .containsExactly(
            new CallEvent("connected", Instant.ofEpochMilli(1795333685941L), null),
            new CallEvent(
                "mute", Instant.parse("2026-11-22T07:48:15.880Z"), "{\"source\":\"agent\"}"));
    CallContext context = ingesting.store.last().context();
    assertThat(context.get(CallAttribute.INSTANCE_ID))
        .isEqualTo("11111111-2222-3333-4444-555555555555");
    assertThat(context.get(CallAttribute.REGION)).isEqualTo("us-east-1");
    assertThat(context.get(CallAttribute.SOURCE)).isEqualTo("connect-events");
    assertThat(context.get(CallAttribute.RTC_JS_VERSION)).isEqualTo("1.3.2");
    assertThat(context.get(CallAttribute.MICROPHONE)).isEqualTo("Fake Default Audio Input");
    assertThat(context.get(CallAttribute.INITIATION_METHOD)).isEqualTo("inbound");
    assertThat(context.get(CallAttribute.HIERARCHY_L2)).isEqualTo("Support");
    assertThat(context.get(CallAttribute.CODEC)).isEqualTo("opus");
  }

  @Test
  void countersOfAPeerConnectionAreDifferenced() {
    ingesting.example(Route.SOFTPHONE_METRICS, "collector-peer-connection.json");

    String contact = "try-7d1f0c52";
    assertThat(ingesting.outcomes.unknown).isEmpty();
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.CONCEALED_COUNT))
        .containsExactly(Double.NaN, 0.0, 960.0, 0.0);
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.SILENT_CONCEALED_COUNT))
        .containsExactly(Double.NaN, 0.0, 160.0, 0.0);
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.PLAYED_COUNT))
        .containsExactly(Double.NaN, 48000.0, 48000.0, 48000.0);
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.CONCEALMENT_EVENT_COUNT))
        .containsExactly(Double.NaN, 0.0, 1.0, 0.0);
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.DISCARDED_COUNT))
        .containsExactly(Double.NaN, 1.0, 0.0, 2.0);
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.JITTER_BUFFER_DELAY_MILLIS))
        .containsExactly(Double.NaN, 30.0, 30.0, 30.0);
    assertThat(ingesting.column(contact, AUDIO_INPUT, SampleField.JITTER_MILLIS))
        .containsExactly(4.0, 5.0, 6.0, 7.0);
    assertThat(ingesting.column(contact, AUDIO_OUTPUT, SampleField.JITTER_MILLIS))
        .containsOnly(6.0);
    assertThat(ingesting.column(contact, AUDIO_OUTPUT, SampleField.PLAYED_COUNT))
        .containsOnly(Double.NaN);
  }

  @Test
  void secondCallOnAPersistentConnection() {
    ingesting.example(Route.SOFTPHONE_METRICS, "collector-persistent-connection.json");

    assertThat(ingesting.column(SECOND, AUDIO_INPUT, SampleField.PACKETS_COUNT))
        .startsWith(Double.NaN, 53.0, 50.0);
    assertThat(ingesting.column(SECOND, AUDIO_OUTPUT, SampleField.PACKETS_LOST))
        .startsWith(Double.NaN, 0.0);
    assertThat(ingesting.column(SECOND, AUDIO_OUTPUT, SampleField.ROUND_TRIP_TIME_MILLIS))
        .containsOnly(1.0);
    assertThat(ingesting.outcomes.mended(Falsehood.FIRST_SAMPLE_COUNTER)).isEqualTo(2);
  }

  @Test
  void reportTotalsOfAPersistentConnection() {
    ingesting.example(Route.CALL_REPORT, "collector-callreport.json");

    CallReport report = ingesting.store.last().reports().getFirst();
    // 53 + 50 + 50 + 50 + 50 + 53 + 50, the 509 of the first second left out
    assertThat(report.values())
        .containsEntry("audioInputPacketsCount", 356.0)
        .containsEntry("audioOutputPacketsCount", 355.0)
        .containsEntry("audioOutputPacketsLost", 0.0)
        .containsEntry("isExistingPersistentPeerConnection", true);
    assertThat(report.reportJson())
        .contains("\"packetsCount\":865")
        .contains("\"callPacketTotals\":{\"audio_input\":{\"packetsCount\":356,");
    assertThat(ingesting.outcomes.mended(Falsehood.REPORT_TOTALS)).isEqualTo(1);
    assertThat(ingesting.store.last().context().get(CallAttribute.CONTACT_SUBTYPE))
        .isEqualTo("connect:Telephony");
  }

  @Test
  void repeatedBatchIsAnsweredAsBeforeAndCountedAsDuplicate() {
    IngestAnswer first =
        ingesting.example(Route.SOFTPHONE_METRICS, "collector-connect-events.json");
    IngestAnswer second =
        ingesting.example(Route.SOFTPHONE_METRICS, "collector-connect-events.json");

    assertThat(second).isEqualTo(first);
    assertThat(ingesting.store.samples).hasSize(16);
    assertThat(ingesting.outcomes.of(Outcome.ACCEPTED)).isEqualTo(18);
    assertThat(ingesting.outcomes.of(Outcome.DUPLICATE)).isEqualTo(18);
  }

  @Test
  void sameSamplesWithoutBatchIdAreDuplicates() {
    ingesting.example(Route.SOFTPHONE_METRICS, "aws-sample-softphonemetrics.json");
    IngestAnswer second =
        ingesting.example(Route.SOFTPHONE_METRICS, "aws-sample-softphonemetrics.json");

    assertThat(second.accepted()).isZero();
    assertThat(second.duplicates()).isEqualTo(8);
    assertThat(ingesting.outcomes.of(Outcome.DUPLICATE)).isEqualTo(8);
  }

  @Test
  void skewIsCorrectedFor() {
    ingesting.example(Route.API_METRICS, "collector-apimetrics.json");

    assertThat(ingesting.store.last().apiMetrics().getFirst().timestamp())
        .isEqualTo(Instant.ofEpochMilli(1795333684901L - 120));
    assertThat(ingesting.outcomes.mended(Falsehood.CLOCK_SKEW)).isEqualTo(1);
  }
}
