package io.linecheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.model.Quality;
import io.linecheck.model.UnclassifiedReason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowScorerTest {
  @Test
  void aCleanWindowIsGood() {
    WindowQuality scored = Windows.heardByAgent().scored();
    assertThat(scored.lossPercent()).isZero();
    // Ta = 60/2 + 40 + 20 + 6.5 = 96.5 ms: no delay impairment
    assertThat(scored.rFactor()).isCloseTo(93.2, within(1e-9));
    assertThat(scored.mosCqe()).isCloseTo(4.4093, within(0.0001));
    assertThat(scored.quality()).isEqualTo(Quality.GOOD);
    assertThat(scored.reason()).isNull();
  }

  @Test
  void lossIsOfExpectedPackets() {
    assertThat(Windows.heardByAgent().packets(50.0, 450.0, null).scored().lossPercent())
        .as("received do not contain the lost")
        .isEqualTo(10.0);
    assertThat(Windows.heardByCustomer().packets(50.0, 500.0, null).scored().lossPercent())
        .as("sent contain the lost")
        .isEqualTo(10.0);
  }

  /** Loss 5 % of G.711 with Ta 200: a row of the E-model's test vectors. */
  @Test
  void theVectorsHoldThroughTheWindow() {
    WindowQuality scored =
        Windows.heardByAgent()
            .codec("audio/PCMU")
            .packets(25.0, 475.0, null)
            .delay(2.0, 59.75, 240.0)
            .scored();
    assertThat(scored.rFactor()).isCloseTo(74.3749, within(0.0001));
    assertThat(scored.mosCqe()).isCloseTo(3.7949, within(0.0001));
    assertThat(scored.mosLqe()).isCloseTo(3.9228, within(0.0001));
  }

  @Test
  void lateArrivalsCountAsLostForTheListener() {
    WindowQuality scored = Windows.heardByAgent().packets(0.0, 500.0, 15.0).scored();
    assertThat(scored.lossPercent()).isZero();
    assertThat(scored.rFactor()).isCloseTo(93.2 - EModel.ieEff(0, 10, 3, 1), within(1e-9));
    assertThat(Windows.heardByCustomer().packets(0.0, 500.0, 15.0).scored().rFactor())
        .as("nothing is known of discards at the far end")
        .isCloseTo(93.2, within(1e-9));
  }

  @Test
  void theHeadlineIsWhatWasHeardWhereThatIsKnown() {
    // 480,000 audio samples in ten seconds; a concealed second of which half was silence
    WindowQuality scored =
        Windows.heardByAgent()
            .packets(50.0, 450.0, null)
            .concealed(48_000, 24_000, 25, 480_000)
            .scored();
    assertThat(scored.concealedPercent()).isEqualTo(5.0);
    assertThat(scored.rFactor()).isCloseTo(93.2 - EModel.ieEff(0, 10, 5, 1), within(1e-9));
    // two packets (960 audio samples each) a burst, ten percent lost: BurstR 1.8
    assertThat(scored.networkRFactor())
        .isCloseTo(93.2 - EModel.ieEff(0, 10, 10, 1.8), within(1e-9));
  }

  @Test
  void withoutRoundTripTimeThereIsNoConversationalScore() {
    WindowQuality scored = Windows.heardByAgent().delay(2.0, null, null).scored();
    assertThat(scored.rFactor()).isNull();
    assertThat(scored.mosCqe()).isNull();
    assertThat(scored.networkRFactor()).isNull();
    assertThat(scored.mosLqe()).isCloseTo(4.4093, within(0.0001));
    assertThat(scored.quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void delayComesFromRoundTripBufferPacketAndCodec() {
    // Ta = 200 + clamp(2 × 50) + 20 + 6.5 = 326.5
    assertThat(Windows.heardByCustomer().delay(50.0, 999.0, 400.0).scored().rFactor())
        .isCloseTo(93.2 - EModel.idd(326.5), within(1e-9));
    // Ta = 200 + 120 (measured) + 20 + 6.5 = 346.5
    assertThat(Windows.heardByAgent().delay(50.0, 120.0, 400.0).scored().rFactor())
        .isCloseTo(93.2 - EModel.idd(346.5), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 60, GOOD",
    "0, 2, 199, GOOD",
    "0, 2, 200, FAIR",
    "0, 2, 400, POOR",
    "0, 2, 500, BAD",
    "0, 19.9, 60, GOOD",
    "0, 20, 60, FAIR",
    "0, 30, 60, POOR",
    "0.9, 2, 60, GOOD",
    "1, 2, 60, FAIR",
    "3, 2, 60, POOR",
    "5.4, 2, 60, BAD",
    "10, 2, 60, BAD"
  })
  void thresholds(double lossPercent, double jitter, double roundTrip, Quality quality) {
    assertThat(
            Windows.heardByCustomer()
                .packets(lossPercent * 10, 1000.0, null)
                .delay(jitter, null, roundTrip)
                .scored()
                .quality())
        .isEqualTo(quality);
  }

  @ParameterizedTest
  @CsvSource({"0.9, GOOD", "1, FAIR", "3, POOR", "7, BAD"})
  void concealmentThresholds(double percent, Quality quality) {
    assertThat(
            Windows.heardByAgent()
                .concealed(percent * 4_800, percent * 4_800, 10, 480_000)
                .scored()
                .quality())
        .isEqualTo(quality);
  }

  @Test
  void whatCannotBeJudgedIsNot() {
    assertThat(Windows.heardByAgent().samples(4, false).scored().reason())
        .isEqualTo(UnclassifiedReason.TOO_SHORT);
    assertThat(Windows.heardByAgent().samples(4, true).scored().reason())
        .isEqualTo(UnclassifiedReason.GAP);
    assertThat(Windows.heardByAgent().samples(5, true).scored().reason()).isNull();
    assertThat(Windows.heardByAgent().phase(0, 0, false).scored().reason())
        .isEqualTo(UnclassifiedReason.NOT_TALKING);
    assertThat(Windows.heardByAgent().packets(null, null, null).scored().reason())
        .isEqualTo(UnclassifiedReason.NOTHING_MEASURED);
    assertThat(Windows.heardByAgent().packets(0.0, 0.0, null).scored().reason())
        .isEqualTo(UnclassifiedReason.NO_PACKETS);
    assertThat(Windows.heardByCustomer().packets(0.0, 99.0, null).phase(10, 0, true).scored())
        .extracting(WindowQuality::quality, WindowQuality::reason, WindowQuality::rFactor)
        .containsExactly(Quality.UNCLASSIFIED, UnclassifiedReason.MUTED, null);
    assertThat(Windows.heardByAgent().packets(0.0, 99.0, null).phase(10, 0, true).scored().reason())
        .as("the agent's mute says nothing about what the agent hears")
        .isNull();
    assertThat(Windows.heardByAgent().packets(0.0, 99.0, null).phase(0, 10, true).scored().reason())
        .isEqualTo(UnclassifiedReason.ON_HOLD);
    assertThat(Windows.heardByCustomer().phase(10, 0, true).scored().reason())
        .as("muted, but packets flow: measurable")
        .isNull();
  }

  @Test
  void moreOfAnythingBadNeverScoresBetter() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      double lost = random.nextInt(200);
      double roundTrip = random.nextDouble(1_000);
      double jitter = random.nextDouble(100);
      double base = r(lost, roundTrip, jitter);
      assertThat(r(lost + 1, roundTrip, jitter)).isLessThanOrEqualTo(base);
      assertThat(r(lost, roundTrip + 10, jitter)).isLessThanOrEqualTo(base + 1e-9);
      assertThat(r(lost, roundTrip, jitter + 5)).isLessThanOrEqualTo(base + 1e-9);
    }
  }

  private static double r(double lost, double roundTrip, double jitter) {
    Double r =
        Windows.heardByCustomer()
            .packets(lost, 500.0, null)
            .delay(jitter, null, roundTrip)
            .scored()
            .rFactor();
    assertThat(r).isNotNull();
    return r == null ? Double.NaN : r;
  }
}
