package io.linecheck.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.ingest.Route;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleDocumentsTest {
  private final List<RecordedBody> bodies = new ArrayList<>();

  @Test
  void samplesOfACallBecomeOneBodyWhateverStandsBetweenThem() throws Exception {
    TelemetryFile.Found found =
        read(
            stored("softphonestreamstats-2026-11-20", sample("c1", "audio_input", 1000, 0, 0)),
            stored("softphonestreamstats-2026-11-20", sample("c2", "audio_input", 1000, 0, 0)),
            sample("c1", "audio_output", 1000, 1, 80));

    assertThat(found).isEqualTo(new TelemetryFile.Found(3, 2, 0));
    assertThat(bodies).extracting(RecordedBody::samples).containsExactly(2, 1);
    JsonNode body = json(0);
    assertThat(body.path("contactQueue").asString()).isEqualTo("sales");
    assertThat(body.path("collector").path("source").asString()).isEqualTo("log-import");
    JsonNode config = JsonMapper.shared().readTree(body.path("callConfigJson").asString());
    assertThat(config.path("iceServers").path(0).path("urls").path(1).asString())
        .isEqualTo("turn:b.example:3478");
    assertThat(body.path("softphoneStreamStatistics").path(1).path("roundTripTimeMillis").asInt())
        .isEqualTo(80);
  }

  @Test
  void zerosThatStoodForAbsentAreAbsentAgainWhereThatCanBeTold() throws Exception {
    read(
        sample("c1", "audio_input", 1000, 0, 0),
        sample("c1", "audio_output", 1000, 0, 0),
        sample("c1", "audio_output", 2000, 0, 90),
        "{\"agent\":\"jane\",\"contactId\":\"c1\",\"numberofCpu\":0,\"report\":{\"gumTimeMillis\":0}}");

    JsonNode samples = json(1).path("softphoneStreamStatistics");
    assertThat(samples.path(0).has("roundTripTimeMillis")).isFalse();
    assertThat(samples.path(0).path("packetsLost").asInt(-1)).isZero();
    assertThat(samples.path(0).path("audioLevel").asInt(-1)).isZero();
    assertThat(samples.path(1).has("roundTripTimeMillis")).isFalse();
    assertThat(samples.path(1).has("packetsLost")).isFalse();
    assertThat(samples.path(2).path("packetsLost").asInt(-1)).isZero();
    assertThat(json(0).has("numberofCpu")).isFalse();
    assertThat(json(0).path("report").path("gumTimeMillis").asInt(-1)).isZero();
  }

  @Test
  void anApiCallsTimeStandsUnderItsName() throws Exception {
    read(
        stored(
            "apimetric-2026-11-20",
            "{\"doc\":{\"agent\":\"jane\",\"timestamp\":\"2026-11-20T08:00:00Z\",\"getAgentSnapshot\":31}}"));
    assertThat(bodies.getFirst().route()).isEqualTo(Route.API_METRICS);
    JsonNode metric = json(0).path("API_METRIC").path(0);
    assertThat(metric.path("name").asString()).isEqualTo("getAgentSnapshot");
    assertThat(metric.path("time").asInt()).isEqualTo(31);
  }

  @Test
  void aFileReadAgainMakesTheSameBatches() throws Exception {
    read(sample("c1", "audio_input", 1000, 0, 0));
    read(sample("c1", "audio_input", 1000, 0, 0));
    assertThat(json(0).path("batchId")).isEqualTo(json(1).path("batchId"));
  }

  @Test
  void whatIsOfNoKindIsCountedAndWhatIsCutOffIsSaid() throws Exception {
    assertThat(
            read(
                    stored("softphonestreamstats-2026-11-20", sample("c1", "audio_input", 1, 0, 0)),
                    "{\"_source\":{\"title\":\"a dashboard\"}}")
                .others())
        .isEqualTo(1);
    assertThatThrownBy(() -> read("{\"_source\":{\"title\":\"a dashboard\"}}"))
        .hasMessage("no call in this file: none of its 1 lines is a document of the AWS sample");
    assertThatThrownBy(() -> read(sample("c1", "audio_input", 1, 0, 0), "{\"doc\":{\"ag"))
        .hasMessage("not a file of documents, or not a whole one: line 2 is no JSON");
  }

  private static String sample(
      String contact, String stream, long millis, int lost, int roundTripTimeMillis) {
    return """
    {"doc":{"agent":"jane","contactId":"%s","contactQueue":"sales","softphoneStreamType":"%s",\
    "timestamp":%d,"packetsLost":%d,"packetsCount":50,"audioLevel":0,"jitterBufferMillis":0,\
    "roundTripTimeMillis":%d,"signalingEndpoint":"wss://s.example",\
    "iceServers":"turn:a.example:3478, turn:b.example:3478","agentPublicIp":"203.0.113.9"}}\
    """
        .formatted(contact, stream, millis, lost, roundTripTimeMillis);
  }

  private static String stored(String index, String source) {
    return "{\"_index\":\"%s\",\"_type\":\"_doc\",\"_id\":\"1\",\"_score\":1,\"_source\":%s}"
        .formatted(index, source);
  }

  private JsonNode json(int body) {
    return JsonMapper.shared().readTree(bodies.get(body).content());
  }

  private TelemetryFile.Found read(String... lines) throws Exception {
    return TelemetryFile.read(
        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
        ImportHints.NONE,
        "0.1.0",
        bodies::add);
  }
}
