package io.linecheck.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.enrich.CallConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is planted wherever one may stand comes out nowhere. */
class CredentialsTest {
  private static final String CANARY = "cAnArY-4711";

  private static final String CONFIG =
      """
      {"signalingEndpoint":"wss://user:%1$s@rtc.example/LilyRTC?token=%1$s","iceServers":[
      {"urls":["turn:%1$s:x@turn.example:3478?transport=udp&auth=%1$s"],"username":"%1$s",
      "credential":"%1$s","sessionToken":"%1$s"}],"callContextToken":"%1$s","extra":{"a":["%1$s"]}}
      """
          .formatted(CANARY)
          .replace("\n", "");

  private final Ingesting ingesting = new Ingesting();

  @ParameterizedTest
  @ValueSource(strings = {"text", "escaped", "object", "cut"})
  void inCallConfigJson(String form) {
    String text = "\"" + CONFIG.replace("\"", "\\\"") + "\"";
    String config =
        switch (form) {
          case "text" -> text;
          case "escaped" -> "\"" + CONFIG.replace("\"", "&quot;") + "\"";
          case "object" -> CONFIG;
          default -> text.replace("\\\"extra\\\"", "extra");
        };
    for (Route route : Route.values()) {
      IngestAnswer answer =
          ingesting.post(
              route,
              """
              {"agent":"jane","contactId":"c","callConfigJson":%s,"events":[],
              "softphoneStreamStatistics":[{"softphoneStreamType":"audio_input",
              "timestamp":1795333685941,"username":"%2$s"}],
              "report":{"credential":"%2$s","sessionToken":"%2$s","callConfigJson":%1$s,
              "nested":[{"password":"%2$s","text":%3$s}],"callEndTime":1795333685941},
              "API_METRIC":[{"name":"a","error":{"message":"%2$s","type":"T"}}],"token":"%2$s"}
              """
                  .formatted(config, CANARY, text));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(new String(answer.toJson(), UTF_8)).doesNotContain(CANARY);
    }
    assertNoCanary();
  }

  @Test
  void inEvents() {
    ingesting.post(
        Route.SOFTPHONE_METRICS,
        """
        {"agent":"jane","contactId":"c","events":[{"kind":"iceState","timestamp":1795333685941,
        "data":{"state":"new","Credential":"%1$s","userName":"%1$s","authToken":"%1$s"}}]}
        """
            .formatted(CANARY));

    assertThat(ingesting.store.last().events().getFirst().dataJson())
        .isEqualTo("{\"state\":\"new\"}");
  }

  @Test
  void inMalformedBodies() {
    for (String body :
        List.of(
            "{\"credential\":" + CANARY + "}",
            "{\"callConfigJson\":\"{\\\"credential\\\":\\\"" + CANARY,
            "{\"a\":1}" + CANARY,
            CANARY)) {
      IngestAnswer answer = ingesting.post(Route.SOFTPHONE_METRICS, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).doesNotContain(CANARY);
    }
  }

  @Test
  void inTheConfigurationItself() {
    assertThat(CallConfig.parse(CONFIG).toString())
        .doesNotContain(CANARY)
        .contains("wss://rtc.example/LilyRTC", "turn:turn.example:3478");
  }

  private void assertNoCanary() {
    assertThat(ingesting.store.batches).isNotEmpty();
    ingesting.store.batches.forEach(batch -> {
      assertThat(batch.toString()).doesNotContain(CANARY);
      batch.reports().forEach(report -> assertThat(report.reportJson()).isNotNull());
    });
    assertThat(ingesting.outcomes.unknown.keySet()).noneMatch(name -> name.contains(CANARY));
    assertThat(Map.copyOf(ingesting.outcomes.mended).toString()).doesNotContain(CANARY);
  }
}
