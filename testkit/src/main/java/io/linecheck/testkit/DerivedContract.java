package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.jitter;
import static io.linecheck.testkit.Telemetry.level;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallEvent;
import io.linecheck.model.Dataset;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.store.TelemetryBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class DerivedContract extends ContractGroup {
  DerivedContract(Opener opener) {
    super(opener);
  }

  @Test
  void tenSecondsOfOneDirectionMakeAWindow() {
    write(
        Telemetry.of("c1", "ada")
            .queue("Sales")
            .seconds(AUDIO_INPUT, at(0), 5, lost(1), received(49), rtt(100), level(10))
            .seconds(AUDIO_INPUT, at(5), 5, lost(0), received(50), rtt(200), jitter(8)));
    await(Dataset.WINDOWS, 1);

    assertThat(documents(Dataset.WINDOWS).getFirst())
        .containsEntry("timestamp", at(0).toEpochMilli())
        .containsEntry("contactId", "c1")
        .containsEntry("agent", "ada")
        .containsEntry("contactQueue", "Sales")
        .containsEntry("softphoneStreamType", "audio_input")
        .containsEntry("sampleCount", 10.0)
        .containsEntry("packetsLost", 5.0)
        .containsEntry("packetsCount", 495.0)
        .containsEntry("packetsExpected", 500.0)
        .containsEntry("lossPercent", 1.0)
        .containsEntry("roundTripTimeMillis", 150.0)
        .containsEntry("maxRoundTripTimeMillis", 200.0)
        .containsEntry("jitterMillis", 8.0)
        .containsEntry("audioLevel", 10.0)
        .containsEntry("quality", "fair")
        .containsEntry("fairCount", 1.0)
        .containsEntry("poorCount", 0.0)
        .containsEntry("classifiedCount", 1.0)
        .doesNotContainKeys("concealedPercent", "jitterBufferDelayMillis", "unclassifiedReason");
  }

  @Test
  void whatIsSaidAsideMakesNoCallAndLengthensNone() {
    write(
        Telemetry.of("c1", "ada")
            .seconds(AUDIO_INPUT, at(0), 5, received(50))
            .event("ended", at(5)));
    write(Telemetry.of("c1", "ada").event(CallEvent.AGENT_FEEDBACK, at(40), "{\"score\":2}"));
    write(Telemetry.of("p1", "ada").event(CallEvent.PRE_SHIFT_CHECK, at(50), "{}"));
    write(Telemetry.of("c2", "bob").sample(AUDIO_INPUT, at(60), received(50)));
    await(Dataset.CALLS, 2);

    assertThat(documents(Dataset.CALLS))
        .extracting(call -> call.get("contactId"), call -> call.get("durationSeconds"))
        .containsExactlyInAnyOrder(tuple("c1", 5.0), tuple("c2", 0.0));
    assertThat(documents(Dataset.EVENTS))
        .extracting(event -> event.get("kind"))
        .containsExactlyInAnyOrder("ended", CallEvent.AGENT_FEEDBACK, CallEvent.PRE_SHIFT_CHECK);
  }

  @Test
  void packetsExpectedAreThoseSentForWhatTheCustomerHears() {
    write(
        Telemetry.of("c1", "ada").seconds(AUDIO_OUTPUT, at(0), 10, lost(5), received(50), rtt(50)));
    await(Dataset.WINDOWS, 1);

    assertThat(documents(Dataset.WINDOWS).getFirst())
        .containsEntry("packetsExpected", 500.0)
        .containsEntry("lossPercent", 10.0)
        .containsEntry("quality", "bad");
  }

  @Test
  void countsWithoutALossBesideThemAreNotExpectedPackets() {
    write(
        Telemetry.of("c1", "ada")
            .seconds(AUDIO_INPUT, at(0), 5, received(50))
            .seconds(AUDIO_INPUT, at(5), 5, lost(2), received(48)));
    await(Dataset.WINDOWS, 1);

    assertThat(documents(Dataset.WINDOWS).getFirst())
        .containsEntry("packetsCount", 240.0)
        .containsEntry("packetsExpected", 250.0)
        .containsEntry("lossPercent", 4.0);
  }

  @Test
  void aChangeOfContextDoesNotSplitAWindow() {
    write(
        Telemetry.of("c1", "ada")
            .with(CallAttribute.MICROPHONE, "headset")
            .seconds(AUDIO_INPUT, at(0), 6, lost(0), received(50)));
    write(
        Telemetry.of("c1", "ada")
            .with(CallAttribute.MICROPHONE, "laptop")
            .seconds(AUDIO_INPUT, at(6), 4, lost(0), received(50)));

    eventually(() ->
        assertThat(documents(Dataset.WINDOWS))
            .extracting(window -> window.get("sampleCount"), window -> window.get("microphone"))
            .containsExactly(tuple(10.0, "laptop")));
  }

  @Test
  void aDirectionWithoutRoundTripTimeTakesTheOthers() {
    write(
        Telemetry.of("c1", "ada")
            .seconds(AUDIO_INPUT, at(0), 10, lost(0), received(50))
            .seconds(AUDIO_OUTPUT, at(0), 9, lost(0), received(50), rtt(80))
            .sample(AUDIO_OUTPUT, at(9), rtt(180)));

    eventually(() ->
        assertThat(documents(Dataset.WINDOWS))
            .extracting(
                window -> window.get("softphoneStreamType"),
                window -> window.get("roundTripTimeMillis"),
                window -> window.get("maxRoundTripTimeMillis"))
            .containsExactlyInAnyOrder(
                tuple("audio_input", 90.0, 180.0), tuple("audio_output", 90.0, 180.0)));
  }

  @Test
  void aMuteThatComesLateChangesTheWindowsItCovers() {
    write(Telemetry.of("c1", "ada").seconds(AUDIO_OUTPUT, at(0), 30, lost(0), received(1)));
    await(Dataset.WINDOWS, 3);

    write(Telemetry.of("c1", "ada").event("unmute", at(25)));
    write(Telemetry.of("c1", "ada").event("mute", at(12)));

    eventually(() ->
        assertThat(documents(Dataset.WINDOWS))
            .extracting(window -> window.get("unclassifiedReason"))
            .containsExactly(null, "muted", "muted"));
    eventually(() ->
        assertThat(documents(Dataset.CALLS).getFirst())
            .containsEntry("mutedSeconds", 13.0)
            .containsEntry("holdSeconds", 0.0));
  }

  @Test
  void ringingIsNotJudged() {
    write(
        Telemetry.of("c1", "ada")
            .seconds(AUDIO_INPUT, at(0), 40, lost(0), received(50))
            .event("connected", at(10))
            .event("ended", at(30)));

    eventually(() ->
        assertThat(documents(Dataset.WINDOWS))
            .extracting(window -> window.get("unclassifiedReason"))
            .containsExactly("notTalking", null, null, "notTalking"));
  }

  @Test
  void aCallIsActiveWhileDataComesAndUntilItEnds() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(3550)));
    write(Telemetry.of("c2", "bob").sample(AUDIO_INPUT, at(3560)));
    write(Telemetry.of("c3", "cyd").sample(AUDIO_INPUT, at(3560)).event("ended", at(3561)));
    write(Telemetry.of("c4", "dee").sample(AUDIO_INPUT, at(3560)).report(at(3561), Map.of()));
    await(Dataset.CALLS, 4);

    clock.set(at(3600));
    assertThat(active()).containsExactly("c2");
    clock.set(at(3594));
    assertThat(active()).containsExactly("c1", "c2");
    clock.set(at(3605));
    assertThat(active()).isEmpty();
  }

  @Test
  void aFailedSetupIsNamedByItsStage() {
    write(
        Telemetry.of("c1", "ada")
            .report(
                at(9),
                Map.of(
                    "callStartTime", at(5).toString(),
                    "handshakingFailure", true,
                    "iceCollectionFailure", true,
                    "gumOtherFailure", false)));
    await(Dataset.CALLS, 1);

    assertThat(documents(Dataset.CALLS).getFirst())
        .containsEntry("timestamp", at(5).toEpochMilli())
        .containsEntry("durationSeconds", 4.0)
        .containsEntry("quality", "unclassified")
        .containsEntry("setupFailed", true)
        .containsEntry("setupFailure", "iceCollectionFailure")
        .containsEntry("setupFailureCount", 1.0)
        .containsEntry("classifiedCallCount", 0.0)
        .doesNotContainKeys("sampleCount", "mutedSeconds", "mosCqe", "agentHearsLossPercent");
  }

  /**
   * However the telemetry of some calls is cut into batches, repeated, shuffled and interrupted by
   * restarts: in the end windows and calls are as if they had been computed at once.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfArrivalDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<TelemetryBatch> batches = batches(random);
    PlainStore plain = new PlainStore();
    for (TelemetryBatch batch : batches) {
      store().write(batch);
      plain.write(batch);
      if (random.nextInt(25) == 0) {
        reopen();
      }
    }

    List<Map<String, Object>> windows = new ArrayList<>();
    List<Map<String, Object>> calls = new ArrayList<>();
    for (PlainStore.Call call : plain.calls()) {
      new PlainWindows(call)
          .compute().stream()
              .map(window -> Document.rounded(window.document()))
              .forEach(windows::add);
      calls.add(Document.rounded(PlainCalls.document(call, clock.instant())));
    }
    eventually(() -> assertThat(rounded(Dataset.WINDOWS)).hasSameSizeAs(windows));
    eventually(
        () -> assertThat(rounded(Dataset.WINDOWS)).containsExactlyInAnyOrderElementsOf(windows));
    eventually(() -> assertThat(rounded(Dataset.CALLS)).containsExactlyInAnyOrderElementsOf(calls));
  }

  private List<Object> active() {
    return documents(Dataset.CALLS).stream()
        .filter(call -> Boolean.TRUE.equals(call.get("active")))
        .map(call -> call.getOrDefault("contactId", ""))
        .toList();
  }

  private List<Map<String, Object>> rounded(Dataset dataset) {
    return documents(dataset).stream().map(Document::rounded).toList();
  }

  /** The telemetry of three calls, two of them of one contact, in no good order. */
  private static List<TelemetryBatch> batches(Random random) {
    List<TelemetryBatch> batches = new ArrayList<>();
    addCall(batches, random, "transferred", "ada", 0);
    addCall(batches, random, "transferred", "bob", 100 + random.nextInt(40));
    addCall(batches, random, "other", "ada", random.nextInt(300));
    for (int again = batches.size() / 4; again > 0; again--) {
      batches.add(batches.get(random.nextInt(batches.size())));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  private static void addCall(
      List<TelemetryBatch> batches, Random random, String contact, String agent, int start) {
    int end = start + 60 + random.nextInt(140);
    int second = start;
    while (second < end) {
      int next = Math.min(end, second + 1 + random.nextInt(25));
      add(batches, samples(random, contact, agent, second, next));
      second = next + (random.nextInt(6) == 0 ? random.nextInt(20) : 0);
    }
    String[] kinds = {"mute", "unmute", "hold", "resume", "deviceChange"};
    for (int event = random.nextInt(6); event > 0; event--) {
      double moment = start + random.nextInt(end - start) + random.nextInt(10) / 10.0;
      add(batches, of(contact, agent).event(kinds[random.nextInt(kinds.length)], at(moment)));
    }
    if (random.nextBoolean()) {
      add(batches, of(contact, agent).event("connected", at(start + 7)));
    }
    if (random.nextBoolean()) {
      add(batches, of(contact, agent).event("ended", at(end - 8)));
    }
    if (random.nextBoolean()) {
      add(
          batches,
          of(contact, agent)
              .with(CallAttribute.AGENT_BROWSER_NAME, "Chrome")
              .report(at(end + 1), report(random, start)));
    }
  }

  /** Each comes in a millisecond of its own, as ingest sees to. */
  private static void add(List<TelemetryBatch> batches, Telemetry telemetry) {
    batches.add(telemetry.receivedAt(at(batches.size() / 1000.0)).batch());
  }

  private static Telemetry samples(Random random, String contact, String agent, int from, int to) {
    Telemetry telemetry =
        of(contact, agent).with(CallAttribute.CODEC, random.nextInt(3) == 0 ? "PCMU" : "opus");
    for (int second = from; second < to; second++) {
      for (StreamType stream : StreamType.values()) {
        if (random.nextInt(12) > 0) {
          telemetry.sample(stream, at(second + random.nextInt(3) / 10.0), values(random));
        }
      }
    }
    return telemetry;
  }

  private static Telemetry.Value[] values(Random random) {
    List<Telemetry.Value> values = new ArrayList<>();
    for (SampleField field : SampleField.values()) {
      if (random.nextInt(5) > 0) {
        values.add(new Telemetry.Value(field, value(random, field)));
      }
    }
    return values.toArray(new Telemetry.Value[0]);
  }

  /** Whole and in a range that makes windows of every quality. */
  private static double value(Random random, SampleField field) {
    return switch (field) {
      case PACKETS_LOST -> random.nextInt(4);
      case PACKETS_COUNT -> random.nextInt(8) == 0 ? 0 : 50;
      case ROUND_TRIP_TIME_MILLIS -> random.nextInt(450);
      case JITTER_MILLIS -> random.nextInt(35);
      case JITTER_BUFFER_DELAY_MILLIS -> random.nextInt(150);
      case PLAYED_COUNT -> 48_000;
      case CONCEALED_COUNT -> 960 + random.nextInt(2000);
      case SILENT_CONCEALED_COUNT -> random.nextInt(960);
      case DISCARDED_COUNT, CONCEALMENT_EVENT_COUNT -> random.nextInt(3);
      case AUDIO_LEVEL, JITTER_BUFFER_MILLIS -> random.nextInt(3000);
    };
  }

  private static Map<String, Object> report(Random random, int start) {
    Map<String, Object> values = new HashMap<>();
    values.put("talkingTimeMillis", 1000.0 * random.nextInt(100));
    values.put("callStartTime", at(start - 2).toString());
    values.put("iceCollectionFailure", random.nextInt(3) == 0);
    return values;
  }

  private static Telemetry of(String contact, String agent) {
    return Telemetry.of(contact, agent).queue("Sales");
  }
}
