package io.linecheck.ingest;

import static io.linecheck.ingest.Ingesting.input;
import static io.linecheck.ingest.Ingesting.output;
import static io.linecheck.model.SampleField.CONCEALED_COUNT;
import static io.linecheck.model.SampleField.CONCEALMENT_EVENT_COUNT;
import static io.linecheck.model.SampleField.JITTER_BUFFER_DELAY_MILLIS;
import static io.linecheck.model.SampleField.JITTER_BUFFER_MILLIS;
import static io.linecheck.model.SampleField.JITTER_MILLIS;
import static io.linecheck.model.SampleField.PACKETS_COUNT;
import static io.linecheck.model.SampleField.PACKETS_LOST;
import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallReport;
import io.linecheck.store.StoreException;
import org.junit.jupiter.api.Test;

class MendingTest {
  private final Ingesting ingesting = new Ingesting();

  @Test
  void firstSampleLosesTheCounterOfTheWholeConnection() {
    ingesting.samples(
        "c", input(1, counts(7, 509)), input(2, counts(1, 50)), output(1, counts(3, 100)));

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_COUNT)).containsExactly(Double.NaN, 50.0);
    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_LOST)).containsExactly(Double.NaN, 1.0);
    assertThat(ingesting.column("c", AUDIO_OUTPUT, PACKETS_COUNT)).containsExactly(100.0);
    assertThat(ingesting.outcomes.mended(Falsehood.FIRST_SAMPLE_COUNTER)).isEqualTo(1);
  }

  @Test
  void theCounterOfAConnectionThatIsUpForAWeekCostsNoSample() {
    ingesting.samples("c", input(1, counts(90, 30_240_000)), input(2, counts(0, 50)));

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_COUNT)).containsExactly(Double.NaN, 50.0);
    assertThat(ingesting.outcomes.mended(Falsehood.FIRST_SAMPLE_COUNTER)).isEqualTo(1);
  }

  @Test
  void theCollectorsOwnFirstCountIsBelieved() {
    ingesting.post(
        Route.SOFTPHONE_METRICS,
        "{\"contactId\":\"c\",\"agent\":\"jane\",\"softphoneStreamStatistics\":[{%s}],"
                .formatted(input(1, counts(0, 509)))
            + "\"collector\":{\"source\":\"peer-connection\"}}");

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_COUNT)).containsExactly(509.0);
  }

  @Test
  void aCounterInPlaceOfALaterCountIsDropped() {
    ingesting.samples("c", input(1, counts(0, 50)), input(2, counts(0, 1_000_001)));

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_COUNT)).containsExactly(50.0, Double.NaN);
    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_LOST)).containsExactly(0.0, Double.NaN);
    assertThat(ingesting.outcomes.mended(Falsehood.IMPOSSIBLE_COUNT)).isEqualTo(1);
  }

  @Test
  void aLaterBurstIsKept() {
    ingesting.samples("c", output(1, counts(0, 50)), output(2, counts(20, 206)));
    ingesting.samples("c", output(3, counts(30, 206)));

    assertThat(ingesting.column("c", AUDIO_OUTPUT, PACKETS_COUNT))
        .containsExactly(50.0, 206.0, 206.0);
    assertThat(ingesting.outcomes.mended).isEmpty();
  }

  @Test
  void firstIsByTimeNotByPlaceInTheArray() {
    ingesting.samples("c", input(2, counts(0, 150)), input(1, counts(0, 509)));

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_COUNT))
        .containsExactly(Double.NaN, 150.0);
  }

  @Test
  void afterARestartTheStoreTellsThatASampleIsNotTheFirst() {
    ingesting.samples("c", input(1, counts(0, 50)));
    ingesting.ingest = ingesting.restarted(IngestLimits.DEFAULT);
    ingesting.samples("c", input(2, counts(0, 120)));

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_COUNT)).containsExactly(50.0, 120.0);
  }

  @Test
  void theFirstBatchSentAgainIsMendedAgain() {
    ingesting.samples("c", input(1, counts(0, 509)), input(2, counts(0, 50)));
    ingesting.samples("c", input(1, counts(0, 509)), input(2, counts(0, 50)));

    assertThat(ingesting.outcomes.mended(Falsehood.FIRST_SAMPLE_COUNTER)).isEqualTo(2);
    assertThat(ingesting.outcomes.of(Outcome.DUPLICATE)).isEqualTo(2);
  }

  @Test
  void twoContactsOnOneConnectionKeepTheirOwnSeconds() {
    ingesting.samples("one", input(1, counts(0, 48)), input(2, counts(0, 50)));
    ingesting.samples("two", input(2, counts(0, 257)), input(3, counts(0, 53)));

    assertThat(ingesting.column("one", AUDIO_INPUT, PACKETS_COUNT)).containsExactly(48.0, 50.0);
    assertThat(ingesting.column("two", AUDIO_INPUT, PACKETS_COUNT))
        .containsExactly(Double.NaN, 53.0);
  }

  @Test
  void theStoreIsAskedOnceForEachCall() {
    ingesting.samples("c", input(1, ""));
    ingesting.samples("c", input(2, ""));
    ingesting.samples("d", input(2, ""));

    assertThat(ingesting.store.tailsAsked).isEqualTo(2);
  }

  @Test
  void smallJitterBufferIsJitter() {
    ingesting.samples("c", input(1, jitterBuffer(3)), output(1, jitterBuffer(250)));

    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_MILLIS)).containsExactly(3.0);
    assertThat(ingesting.column("c", AUDIO_OUTPUT, JITTER_MILLIS)).containsExactly(250.0);
    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_BUFFER_DELAY_MILLIS))
        .containsExactly(Double.NaN);
    assertThat(ingesting.outcomes.mended).isEmpty();
  }

  @Test
  void cumulativeJitterBufferIsDifferencedAcrossBatches() {
    ingesting.samples("c", input(1, jitterBuffer(1_440_000)), input(2, jitterBuffer(2_880_000)));
    ingesting.samples("c", input(3, jitterBuffer(4_800_000)));

    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_BUFFER_DELAY_MILLIS))
        .containsExactly(Double.NaN, 30.0, 40.0);
    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_BUFFER_MILLIS))
        .containsExactly(1_440_000.0, 2_880_000.0, 4_800_000.0);
    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_MILLIS)).containsOnly(Double.NaN);
  }

  @Test
  void cumulativeJitterBufferGoesOnAfterARestart() {
    ingesting.samples("c", input(1, jitterBuffer(1_440_000)));
    ingesting.ingest = ingesting.restarted(IngestLimits.DEFAULT);
    ingesting.samples("c", input(2, jitterBuffer(2_880_000)));

    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_BUFFER_DELAY_MILLIS))
        .containsExactly(Double.NaN, 30.0);
  }

  @Test
  void noDelayOverAGapNorAfterAReset() {
    ingesting.samples(
        "c",
        input(1, jitterBuffer(1_440_000)),
        input(7, jitterBuffer(9_000_000)),
        input(8, jitterBuffer(20_000)),
        input(9, jitterBuffer(500_000)));

    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_BUFFER_DELAY_MILLIS))
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, 10.0);
    assertThat(ingesting.outcomes.mended(Falsehood.COUNTER_RESET)).isEqualTo(1);
  }

  @Test
  void copiedJitterBufferTellsNothingOfTheOtherSide() {
    ingesting.samples("c", output(1, jitterBuffer(1_440_000)), output(2, jitterBuffer(2_880_000)));

    assertThat(ingesting.column("c", AUDIO_OUTPUT, JITTER_BUFFER_DELAY_MILLIS))
        .containsOnly(Double.NaN);
    assertThat(ingesting.outcomes.mended(Falsehood.COPIED_JITTER_BUFFER)).isEqualTo(1);
  }

  @Test
  void newerLibraryTellsTheMeanDelayItself() {
    ingesting.samples("c", input(1, jitterBuffer(4) + ",\"jitterBufferDelayMilliseconds\":42.5"));

    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_MILLIS)).containsExactly(4.0);
    assertThat(ingesting.column("c", AUDIO_INPUT, JITTER_BUFFER_DELAY_MILLIS))
        .containsExactly(42.5);
  }

  @Test
  void concealmentEventsAloneAreConnectsOwnAndNotStored() {
    ingesting.samples(
        "c", input(1, "\"concealmentEvents\":1"), input(2, "\"concealmentEvents\":4"));

    assertThat(ingesting.column("c", AUDIO_INPUT, CONCEALMENT_EVENT_COUNT))
        .containsOnly(Double.NaN);
  }

  @Test
  void negativeLossIsNone() {
    ingesting.samples("c", input(1, counts(-3, 53)));

    assertThat(ingesting.column("c", AUDIO_INPUT, PACKETS_LOST)).containsExactly(0.0);
    assertThat(ingesting.outcomes.mended(Falsehood.NEGATIVE_LOSS)).isEqualTo(1);
  }

  @Test
  void lateBatchIsDifferencedFromItsOwnNeighbours() {
    ingesting.samples("c", input(1, concealed(100)));
    ingesting.samples("c", input(4, concealed(400)), input(5, concealed(500)));
    ingesting.samples("c", input(2, concealed(200)), input(3, concealed(300)));
    ingesting.samples("c", input(6, concealed(650)));

    assertThat(ingesting.column("c", AUDIO_INPUT, CONCEALED_COUNT))
        .containsExactly(Double.NaN, Double.NaN, 100.0, 300.0, 100.0, 150.0);
  }

  @Test
  void anIncreaseNoBrowserCanCountIsAbsent() {
    ingesting.samples(
        "c",
        input(1, "\"concealedSamples\":0"),
        input(2, "\"concealedSamples\":9e15"),
        input(3, "\"concealedSamples\":9000000000000480"));

    assertThat(ingesting.column("c", AUDIO_INPUT, CONCEALED_COUNT))
        .containsExactly(Double.NaN, Double.NaN, 480.0);
    assertThat(ingesting.outcomes.mended(Falsehood.IMPOSSIBLE_COUNT)).isEqualTo(1);
  }

  @Test
  void anIncreaseThatIsNotWholeIsAbsent() {
    ingesting.samples(
        "c", input(1, "\"concealedSamples\":0"), input(2, "\"concealedSamples\":0.5"));

    assertThat(ingesting.column("c", AUDIO_INPUT, CONCEALED_COUNT)).containsOnly(Double.NaN);
    assertThat(ingesting.outcomes.mended(Falsehood.IMPOSSIBLE_COUNT)).isEqualTo(1);
  }

  @Test
  void whatTheStoreDidNotTakeIsNotRemembered() {
    ingesting.samples("c", input(1, concealed(100)));
    ingesting.store.failWith(StoreException.Cause.OVERLOADED);
    IngestAnswer refused = ingesting.samples("c", input(2, concealed(250)));
    ingesting.store.failWith(null);
    ingesting.samples("c", input(3, concealed(300)));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(ingesting.column("c", AUDIO_INPUT, CONCEALED_COUNT))
        .containsExactly(Double.NaN, 200.0);
  }

  @Test
  void aSampleOfTwoTabsWithDifferentSkewIsOne() {
    String body =
        "{\"agent\":\"jane\",\"contactId\":\"c\",\"clockSkewMillis\":%d,\"softphoneStreamStatistics\":[{%s}]}";
    ingesting.post(Route.SOFTPHONE_METRICS, body.formatted(90_000, input(1, "")));
    IngestAnswer second =
        ingesting.post(Route.SOFTPHONE_METRICS, body.formatted(90_014, input(1, "")));

    assertThat(second.duplicates()).isEqualTo(1);
    assertThat(ingesting.store.samples).hasSize(1);
    assertThat(ingesting.store.samples.getFirst().timestamp())
        .isEqualTo(java.time.Instant.parse("2026-11-22T08:01:31Z").toEpochMilli());
  }

  @Test
  void anEventOfConnectsClockToldBeforeAndAfterAReloadIsOne() {
    String body =
        "{\"agent\":\"jane\",\"contactId\":\"c\",\"clockSkewMillis\":%d,\"events\":[{\"kind\":\"connected\",\"timestamp\":%d}]}";
    long began = java.time.Instant.parse("2026-11-22T08:00:01Z").toEpochMilli();
    ingesting.post(Route.SOFTPHONE_METRICS, body.formatted(90_000, began - 90_000));
    IngestAnswer second =
        ingesting.post(Route.SOFTPHONE_METRICS, body.formatted(90_014, began - 90_014));

    assertThat(second.duplicates()).isEqualTo(1);
    assertThat(ingesting.store.last().events())
        .singleElement()
        .satisfies(event -> assertThat(event.timestamp()).isEqualTo("2026-11-22T08:00:01Z"));
  }

  @Test
  void reportTotalsFarAboveTheSecondsAreReplaced() {
    assertThat(report(perSecond("[48,50,50]", "[0,2,0]"), 900).values())
        .containsEntry("audioInputPacketsCount", 100.0)
        .containsEntry("audioInputPacketsLost", 2.0);
    assertThat(ingesting.outcomes.mended(Falsehood.REPORT_TOTALS)).isEqualTo(1);
  }

  @Test
  void honestReportTotalsStay() {
    assertThat(report(perSecond("[48,50,50]", "[0,2,0]"), 160).values())
        .containsEntry("audioInputPacketsCount", 160.0);
    assertThat(ingesting.outcomes.mended).isEmpty();
  }

  @Test
  void reusedConnectionWithoutSecondsHasNoTotals() {
    assertThat(report("\"isExistingPersistentPeerConnection\":true", 900).values())
        .doesNotContainKey("audioInputPacketsCount");
  }

  @Test
  void reportInTheSpellingOfConnectsClient() {
    CallReport report =
        report(
            "\"handshakeTimeMillis\":\"181\",\"talkTimeMillis\":5,\"handshakeFailure\":\"false\"",
            1);

    assertThat(report.values())
        .containsEntry("handshakingTimeMillis", 181.0)
        .containsEntry("talkingTimeMillis", 5.0)
        .containsEntry("handshakingFailure", false);
  }

  private CallReport report(String members, int total) {
    ingesting.post(
        Route.CALL_REPORT,
        """
        {"agent":"jane","contactId":"c","report":{"callEndTime":"2026-11-22T08:01:00Z",%s,
        "softphoneStreamStatistics":[{"softphoneStreamType":"audio_input","packetsCount":%d,
        "packetsLost":0}]}}
        """
            .formatted(members, total));
    return ingesting.store.last().reports().getFirst();
  }

  private static String perSecond(String counts, String losses) {
    return "\"softphoneStreamPerSecondStatistics\":{\"AUDIO_INPUT\":{\"packetsCount\":%s,\"packetsLost\":%s}}"
        .formatted(counts, losses);
  }

  private static String counts(int lost, int count) {
    return "\"packetsLost\":%d,\"packetsCount\":%d".formatted(lost, count);
  }

  private static String jitterBuffer(int value) {
    return "\"jitterBufferMillis\":" + value;
  }

  private static String concealed(int samples) {
    return "\"concealedSamples\":" + samples;
  }
}
