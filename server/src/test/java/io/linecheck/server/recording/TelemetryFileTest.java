package io.linecheck.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.linecheck.ingest.Route;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TelemetryFileTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long START = 1_795_333_860_000L; // 2026-11-22T07:51:00Z

  private final List<RecordedBody> bodies = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                               | the file is empty; expected agent-log.txt of the
          Hello there                      | not a file of a call: it begins with "Hello there"; expected
          {"a":1}                          | not a dump of chrome://webrtc-internals: expected a member PeerConnections
          {"PeerConnections":{             | not a dump of chrome://webrtc-internals: it is not whole, or no JSON
          {"PeerConnections":{}}           | no call in this dump: none of its 0 peer connections has audio
          [{"component":"ccp","text":"x"}] | no call in this agent log: none of its 1 entries has
          [{"component":"ccp","text":"x"}  | not an agent log, or not a whole one: after 1 entries
          [{"component":"ccp","te          | not an agent log, or not a whole one: after 0 entries
          ["create","PC_0",{},1]           | no call in this rtcstats dump: no peer connection's audio was measured twice in its 1 lines
          ["create","PC_0",{}              | not an rtcstats dump: line 1 is no JSON
          [{"event":"x"},7]                | not a recording: element 1 is a number
          """)
  void whatCannotBeReadIsSaidInWords(String file, String message) {
    assertThatThrownBy(() -> read(file, ImportHints.NONE))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(message);
    assertThat(bodies).isEmpty();
  }

  @Test
  void anAgentLogsStatisticsAndReportGoToTheCallThatWasDetectedBefore() throws Exception {
    String log =
        agentLog(
            entry(START - 1_000, "Softphone call detected: contactId c-1 agent connectionId a-1"),
            entry(START + 30_000, " sendSoftphoneMetrics success" + stats(START, 30)),
            entry(START + 40_000, " sendSoftphoneReport success" + report(START, 40, "")),
            entry(
                START + 40_000,
                " sent TelemetryCallReport " + report(START, 40, ",\"rtcJsVersion\":\"1.3.2\"")),
            entry(START + 60_000, "Softphone call detected: contactId c-2 agent connectionId a-2"),
            // Logged when the next call had begun already; its seconds are of the one before.
            entry(START + 61_000, " sendSoftphoneMetrics success" + stats(START + 30_000, 10)),
            entry(START + 99_000, " sendSoftphoneMetrics success" + stats(START + 62_000, 20)));

    TelemetryFile.Found found = read(log, ImportHints.NONE);

    assertThat(found.calls()).isEqualTo(2);
    assertThat(bodies)
        .extracting(
            RecordedBody::route, body -> json(body).path("contactId").asString(), this::size)
        .containsExactly(
            tuple(Route.SOFTPHONE_METRICS, "c-1", 60),
            tuple(Route.SOFTPHONE_METRICS, "c-1", 20),
            tuple(Route.CALL_REPORT, "c-1", 0),
            tuple(Route.SOFTPHONE_METRICS, "c-2", 40));
    assertThat(bodies)
        .allSatisfy(body -> {
          assertThat(json(body).path("agent").asString()).isEqualTo("agent-resource-1");
          assertThat(json(body).path("collector").path("source").asString())
              .isEqualTo("log-import");
        });
    assertThat(json(bodies.getFirst()).path("collector").path("rtcJsVersion").asString())
        .isEqualTo("1.3.2");
  }

  @Test
  void linesThatSeveralTabsLoggedCountOnce() throws Exception {
    String line = entry(START + 30_000, " sendSoftphoneMetrics success" + stats(START, 30));

    read(agentLog(line, line, line.replace("\"ccp\"", "\"crm\"")), ImportHints.NONE);

    assertThat(bodies).hasSize(1);
  }

  @Test
  void aCallThatBeganBeforeTheLogHasItsStartForAName() throws Exception {
    String log =
        agentLog(
            entry(START + 30_000, " sendSoftphoneMetrics success" + stats(START + 5_000, 20)),
            entry(START + 40_000, " sendSoftphoneReport success" + report(START, 40, "")));

    read(log, new ImportHints("jane", null));

    assertThat(bodies)
        .extracting(body -> json(body).path("contactId").asString())
        .containsOnly("agent-log-2026-11-22T07:51:00Z");
    assertThat(json(bodies.getFirst()).path("agent").asString()).isEqualTo("jane");
  }

  @Test
  void aDumpOfWebRtcInternalsBecomesSecondsOfBothDirections() throws Exception {
    read(internals(3), new ImportHints("jane", "c-9"));

    JsonNode body = json(bodies.getFirst());
    assertThat(body.path("contactId").asString()).isEqualTo("c-9");
    List<JsonNode> samples = body.path("softphoneStreamStatistics").valueStream().toList();
    assertThat(samples).hasSize(4);
    JsonNode input = samples.get(0);
    assertThat(input.path("softphoneStreamType").asString()).isEqualTo("audio_input");
    assertThat(input.path("timestamp").longValue()).isEqualTo(START + 1000);
    assertThat(input.path("packetsCount").intValue()).isEqualTo(49);
    assertThat(input.path("packetsLost").intValue()).isEqualTo(1);
    assertThat(input.path("concealedSamples").intValue()).isEqualTo(960);
    assertThat(input.path("audioLevel").intValue()).isEqualTo(16_384);
    assertThat(input.path("roundTripTimeMillis").doubleValue()).isEqualTo(80);
    JsonNode output = samples.get(1);
    assertThat(output.path("softphoneStreamType").asString()).isEqualTo("audio_output");
    assertThat(output.path("packetsCount").intValue()).isEqualTo(50);
    assertThat(output.path("packetsLost").intValue()).isEqualTo(2);
    assertThat(output.path("jitter").doubleValue()).isEqualTo(0.004);
  }

  @Test
  void aConnectionWithoutAContactHasOneMadeOfItsStart() throws Exception {
    read(internals(3), ImportHints.NONE);
    read(internals(3), ImportHints.NONE);

    assertThat(bodies)
        .extracting(body -> json(body).path("contactId").asString())
        .containsOnly("webrtc-internals-2026-11-22T07:51:00Z-17-3");
    assertThat(bodies).extracting(body -> json(body).path("batchId").asString()).hasSize(2);
    assertThat(bodies.getFirst().content()).isEqualTo(bodies.getLast().content());
  }

  @Test
  void anRtcStatsDumpsLinesSayWhatChanged() throws Exception {
    String dump =
        """
        RTCStatsDump
        {"fileFormat":3}
        ["create","PC_0",{"iceServers":[]},%1$d]
        ["getStats","PC_0",{"IT":{"type":"inbound-rtp","kind":"audio","packetsReceived":10,"packetsLost":0},"timestamp":%1$d},%1$d]
        ["getStats","PC_0",{"IT":{"packetsReceived":60},"timestamp":%2$d},%2$d]
        ["getStats","PC_0",{"IT":{"packetsReceived":108,"packetsLost":2},"timestamp":%3$d},%3$d]
        """
            .formatted(START, START + 1000, START + 2000);

    TelemetryFile.Found found = read(dump, ImportHints.NONE);

    assertThat(found).isEqualTo(new TelemetryFile.Found(2, 1));
    assertThat(json(bodies.getFirst()).path("softphoneStreamStatistics").valueStream().toList())
        .extracting(
            sample -> sample.path("packetsCount").intValue(),
            sample -> sample.path("packetsLost").intValue())
        .containsExactly(tuple(50, 0), tuple(48, 2));
    assertThat(json(bodies.getFirst()).path("contactId").asString())
        .isEqualTo("rtcstats-2026-11-22T07:51:00Z-PC-0");
  }

  @Test
  void aByteOrderMarkInFrontIsNoHindrance() throws Exception {
    String log = agentLog(entry(START + 30_000, " sendSoftphoneMetrics success" + stats(START, 2)));

    assertThat(read("\uFEFF" + log, ImportHints.NONE).calls()).isEqualTo(1);
  }

  private TelemetryFile.Found read(String file, ImportHints hints) throws Exception {
    return TelemetryFile.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), hints, "9.9", bodies::add);
  }

  private int size(RecordedBody body) {
    return json(body).path("softphoneStreamStatistics").size();
  }

  private static JsonNode json(RecordedBody body) {
    return JSON.readTree(body.content());
  }

  private static String agentLog(String... entries) {
    return "[\n    " + String.join(",\n    ", entries) + "\n]";
  }

  private static String entry(long at, String text) {
    return """
    {"component": "ccp", "level": "INFO", "text": %s, "time": "%s", "exception": null,\
     "objects": [], "line": 7, "agentResourceId": "agent-resource-1"}\
    """
        .formatted(JSON.writeValueAsString(text), Instant.ofEpochMilli(at));
  }

  /** A second of both directions for each. */
  private static String stats(long from, int seconds) {
    return IntStream.range(0, seconds)
        .boxed()
        .flatMap(second ->
            Stream.of("audio_input", "audio_output")
                .map(stream ->
                    "{\"softphoneStreamType\":\"%s\",\"timestamp\":%d,\"packetsCount\":50}"
                        .formatted(stream, from + second * 1000L)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String report(long from, int seconds, String more) {
    return "{\"callStartTime\":\"%s\",\"callEndTime\":\"%s\"%s}"
        .formatted(Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + seconds * 1000L), more);
  }

  /** A call of so many readings, one a second, as Chromium writes it. */
  private static String internals(int readings) {
    return """
    {"getUserMedia": [], "PeerConnections": {"17-3": {"pid": 17, "stats": {%s}}},\
     "UserAgent": "Mozilla/5.0"}\
    """
        .formatted(
            String.join(
                ",",
                series("IT1", "inbound-rtp", "kind", readings, i -> "\"audio\""),
                series("IT1", "inbound-rtp", "timestamp", readings, i -> START + i * 1000L),
                series("IT1", "inbound-rtp", "packetsReceived", readings, i -> 500 + 49L * i),
                series("IT1", "inbound-rtp", "packetsLost", readings, i -> (long) i),
                series("IT1", "inbound-rtp", "concealedSamples", readings, i -> 960L * i),
                series("IT1", "inbound-rtp", "audioLevel", readings, i -> 0.5),
                series("IT1", "inbound-rtp", "[packetsReceived/s]", readings, i -> 49),
                series("OT1", "outbound-rtp", "kind", readings, i -> "\"audio\""),
                series("OT1", "outbound-rtp", "packetsSent", readings, i -> 500 + 50L * i),
                series("RI1", "remote-inbound-rtp", "kind", readings, i -> "\"audio\""),
                series("RI1", "remote-inbound-rtp", "packetsLost", readings, i -> 2L * i),
                series("RI1", "remote-inbound-rtp", "jitter", readings, i -> 0.004),
                series("RI1", "remote-inbound-rtp", "roundTripTime", readings, i -> 0.08),
                series("IV1", "inbound-rtp", "kind", readings, i -> "\"video\""),
                series("IV1", "inbound-rtp", "packetsReceived", readings, i -> 9_000L * i)));
  }

  private static String series(
      String id, String type, String member, int readings, IntFunction<Object> value) {
    String values =
        IntStream.range(0, readings)
            .mapToObj(value)
            .map(String::valueOf)
            .collect(Collectors.joining(",", "[", "]"));
    return "\"%s-%s\":{\"statsType\":\"%s\",\"startTime\":\"%s\",\"endTime\":\"%s\",\"values\":%s}"
        .formatted(
            id,
            member,
            type,
            Instant.ofEpochMilli(START),
            Instant.ofEpochMilli(START + (readings - 1) * 1000L),
            JSON.writeValueAsString(values));
  }
}
