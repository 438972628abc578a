package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.rtt;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.query.CallDetail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class OneCallContract extends ContractGroup {
  OneCallContract(Opener opener) {
    super(opener);
  }

  @Test
  void anUnknownContactHasNoDetail() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)));

    assertThat(store().call("c2")).isEmpty();
  }

  @Test
  void everythingThatBelongsToAContactIsThereInTheOrderOfTime() {
    write(
        Telemetry.of("c1", "ada")
            .queue("Sales")
            .sample(AUDIO_OUTPUT, at(1), rtt(80))
            .sample(AUDIO_INPUT, at(0), rtt(70))
            .event("mute", at(2), "{\"by\":\"agent\"}")
            .event("connected", at(0))
            .report(at(30), Map.of("talkingTimeMillis", 30_000.0), "{\"talkingTimeMillis\":30000}")
            .apiMetric("tooEarly", at(-61), 1)
            .apiMetric("early", at(-60), 1)
            .apiMetric("late", at(90), 1)
            .apiMetric("tooLate", at(91), 1));
    write(Telemetry.of("c2", "ada").sample(AUDIO_INPUT, at(0)));
    write(Telemetry.ofAgent("bob").apiMetric("anothers", at(10), 1));

    // Neither comes first for certain, where each is visible by itself.
    eventually(() -> {
      assertThat(part().windows()).hasSize(2);
      assertThat(part().call()).containsKey("timestamp");
    });
    CallDetail.Part part = part();
    assertThat(part.call())
        .containsEntry("contactId", "c1")
        .containsEntry("agent", "ada")
        .containsEntry("contactQueue", "Sales")
        .containsEntry("timestamp", at(0).toEpochMilli())
        .containsEntry("reported", true);
    assertThat(part.samples())
        .containsExactly(
            Map.of(
                "timestamp",
                at(0).toEpochMilli(),
                "softphoneStreamType",
                "audio_input",
                "roundTripTimeMillis",
                70.0),
            Map.of(
                "timestamp",
                at(1).toEpochMilli(),
                "softphoneStreamType",
                "audio_output",
                "roundTripTimeMillis",
                80.0));
    assertThat(part.windows())
        .allSatisfy(window ->
            assertThat(window)
                .containsEntry("timestamp", at(0).toEpochMilli())
                .doesNotContainKeys("contactId", "agent", "contactQueue"));
    assertThat(part.events())
        .containsExactly(
            Map.of("timestamp", at(0).toEpochMilli(), "kind", "connected"),
            Map.of(
                "timestamp", at(2).toEpochMilli(), "kind", "mute", "data", Map.of("by", "agent")));
    assertThat(part.reports())
        .singleElement()
        .satisfies(report ->
            assertThat(report)
                .containsEntry("contactQueue", "Sales")
                .containsEntry("report", Map.of("talkingTimeMillis", 30_000L)));
    assertThat(part.apiMetrics())
        .extracting(metric -> metric.get("name"))
        .containsExactly("early", "late");
  }

  @Test
  void aTransferredContactHasAPartForEachAgent() {
    write(Telemetry.of("c1", "bob").sample(AUDIO_INPUT, at(100)));
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)));
    write(Telemetry.of("c1", "bob").sample(AUDIO_INPUT, at(101)));

    eventually(() ->
        assertThat(store().call("c1").orElseThrow().parts())
            .extracting(part -> part.call().get("agent"), part -> part.samples().size())
            .containsExactly(
                org.assertj.core.api.Assertions.tuple("ada", 1),
                org.assertj.core.api.Assertions.tuple("bob", 2)));
  }

  @Test
  void theCallKnowsTheLatestValueOfEachAttribute() {
    write(
        Telemetry.of("c1", "ada")
            .receivedAt(at(1))
            .with(CallAttribute.MICROPHONE, "headset")
            .sample(AUDIO_INPUT, at(0)));
    write(
        Telemetry.of("c1", "ada")
            .receivedAt(at(11))
            .with(CallAttribute.MICROPHONE, "laptop")
            .sample(AUDIO_INPUT, at(10)));
    write(
        Telemetry.of("c1", "ada")
            .receivedAt(at(61))
            .with(CallAttribute.AGENT_BROWSER_NAME, "Chrome")
            .report(at(60), Map.of()));
    // Comes late, is old news.
    write(
        Telemetry.of("c1", "ada")
            .receivedAt(at(62))
            .with(CallAttribute.MICROPHONE, "headset")
            .with(CallAttribute.CODEC, "opus")
            .sample(AUDIO_INPUT, at(5)));

    eventually(() ->
        assertThat(part().call())
            .containsEntry("microphone", "laptop")
            .containsEntry("agentBrowserName", "Chrome")
            .containsEntry("codec", "opus")
            .containsEntry("sampleCount", 3.0));
  }

  private CallDetail.Part part() {
    List<CallDetail.Part> parts = store().call("c1").orElseThrow().parts();
    assertThat(parts).hasSize(1);
    return parts.getFirst();
  }
}
