package io.linecheck.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MediaModelTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

  private static Map<QualityCause, List<SimulatedCall>> byCause = Map.of();

  @BeforeAll
  static void aDay() {
    byCause =
        ContactCentre.seeded(11, 120)
            .calls(new TimeRange(MONDAY, MONDAY.plus(Duration.ofDays(1))))
            .filter(call -> call.setupFailure() == null)
            .collect(Collectors.groupingBy(SimulatedCall::cause));
  }

  @Test
  void eachCauseHappens() {
    assertThat(byCause).containsOnlyKeys(QualityCause.values());
  }

  @Test
  void aCleanCallLosesAlmostNothing() {
    assertThat(lossPercent(QualityCause.CLEAN, true)).isLessThan(0.2);
    assertThat(lossPercent(QualityCause.CLEAN, false)).isLessThan(0.2);
  }

  @Test
  void sharedTroubleLosesPacketsBothWays() {
    for (QualityCause cause : List.of(QualityCause.ISP, QualityCause.SITE_WAN)) {
      assertThat(lossPercent(cause, true)).as("%s in", cause).isBetween(2.0, 10.0);
      assertThat(lossPercent(cause, false)).as("%s out", cause).isBetween(2.0, 10.0);
    }
  }

  @Test
  void aFullUplinkLosesWhatTheAgentSaysAndGrowsTheRoundTrip() {
    assertThat(lossPercent(QualityCause.UPLINK_CONGESTED, false))
        .isGreaterThan(5 * lossPercent(QualityCause.UPLINK_CONGESTED, true));
    assertThat(calls(QualityCause.UPLINK_CONGESTED))
        .anySatisfy(call -> {
          float[] roundTrip = call.media().out.roundTripTimeMillis;
          assertThat(max(roundTrip)).isGreaterThan(3 * roundTrip[call.media().firstReceiverReport]);
        });
  }

  @Test
  void aBusyComputerConcealsWithoutLoss() {
    double concealed =
        calls(QualityCause.AGENT_CPU).stream()
            .mapToDouble(call -> IntStream.of(call.media().in.concealedSamples).sum())
            .sum();
    double played =
        calls(QualityCause.AGENT_CPU).stream()
            .mapToDouble(call -> (double) call.media().seconds * Media.SAMPLES_PER_SECOND)
            .sum();
    assertThat(100 * concealed / played).isBetween(1.0, 8.0);
    assertThat(lossPercent(QualityCause.AGENT_CPU, true)).isLessThan(0.3);
  }

  @Test
  void oneWayAudioIsAStretchWithoutAnyPacket() {
    assertThat(calls(QualityCause.ONE_WAY))
        .allSatisfy(call -> {
          assertThat(call.media().in.received).contains(0);
          assertThat(call.media().out.sent).doesNotContain(0);
        });
  }

  @Test
  void aSilentMicrophoneSendsPacketsOfSilence() {
    assertThat(calls(QualityCause.MIC_SILENT))
        .allSatisfy(call -> {
          assertThat(call.media().out.level).containsOnly(0);
          assertThat(call.media().out.sent).doesNotContain(0);
        });
  }

  @Test
  void theFarEndsLossArrivesWithRtcpOnly() {
    Media media =
        calls(QualityCause.SITE_WAN).stream()
            .map(SimulatedCall::media)
            .filter(candidate -> candidate.seconds > 60)
            .findFirst()
            .orElseThrow();
    for (int second = 0; second < media.seconds; second++) {
      if ((second - media.firstReceiverReport) % 5 != 0) {
        assertThat(media.out.lost[second]).isZero();
      }
    }
  }

  @Test
  void gilbertElliottKeepsItsRatioAndItsRuns() {
    PacketLoss loss = new PacketLoss(Dice.of(3, "loss"));
    int lost = loss.send(1_000_000, 0.05, 4);
    assertThat(lost / 1_000_000.0).isBetween(0.047, 0.053);
    assertThat((double) lost / loss.takeRuns()).isBetween(3.8, 4.2);
  }

  private static List<SimulatedCall> calls(QualityCause cause) {
    return byCause.getOrDefault(cause, List.of());
  }

  private static double lossPercent(QualityCause cause, boolean inbound) {
    long lost = 0;
    long expected = 0;
    for (SimulatedCall call : calls(cause)) {
      Media media = call.media();
      int lostHere = IntStream.of(inbound ? media.in.lost : media.out.lost).sum();
      lost += lostHere;
      expected +=
          inbound
              ? lostHere + IntStream.of(media.in.received).sum()
              : IntStream.of(media.out.sent).sum();
    }
    return 100.0 * lost / expected;
  }

  private static float max(float[] values) {
    float max = 0;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
