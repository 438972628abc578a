package io.linecheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {
  /** Computed by two independent implementations of the formula. */
  @ParameterizedTest
  @CsvSource({
    "0, 25.1, 0, 1, 0, 0, 0, 93.2000, 4.4093, 4.4093",
    "0, 25.1, 0, 1, 150, 0.1635, 0, 93.0365, 4.4061, 4.4093",
    "0, 25.1, 0, 1, 200, 3.0444, 0, 90.1556, 4.3428, 4.4093",
    "0, 25.1, 0, 1, 400, 24.0701, 0, 69.1299, 3.5559, 4.4093",
    "0, 25.1, 1, 1, 100, 0, 3.6398, 89.5602, 4.3281, 4.3281",
    "0, 25.1, 3, 1, 100, 0, 10.1423, 83.0577, 4.1341, 4.1341",
    "0, 25.1, 3, 2, 100, 0, 10.7143, 82.4857, 4.1144, 4.1144",
    "0, 25.1, 5, 1, 200, 3.0444, 15.7807, 74.3749, 3.7949, 3.9228",
    "0, 20, 1, 1, 100, 0, 4.5238, 88.6762, 4.3052, 4.3052",
    "0, 20, 3, 1, 150, 0.1635, 12.3913, 80.6452, 4.0482, 4.0542",
    "0, 20, 5, 1, 150, 0.1635, 19.0000, 74.0365, 3.7801, 3.7873",
    "0, 20, 10, 1, 250, 8.9167, 31.6667, 52.6166, 2.7127, 3.1791",
    "0, 10, 1, 1, 100, 0, 8.6364, 84.5636, 4.1842, 4.1842",
    "0, 10, 5, 1, 150, 0.1635, 31.6667, 61.3698, 3.1707, 3.1791",
    "0, 4.3, 2, 1, 100, 0, 30.1587, 63.0413, 3.2560, 3.2560",
    "11, 19, 2, 1, 100, 0, 19.0000, 74.2000, 3.7873, 3.7873",
    "0, 25.1, 100, 1, 1000, 43.7896, 75.9392, -26.53, 1.0000, 1.1769"
  })
  void agreesWithThePublishedPoints(
      double ie,
      double bpl,
      double ppl,
      double burstR,
      double ta,
      double idd,
      double ieEff,
      double r,
      double mosCq,
      double mosLq) {
    assertThat(EModel.idd(ta)).isCloseTo(idd, within(0.00006));
    assertThat(EModel.ieEff(ie, bpl, ppl, burstR)).isCloseTo(ieEff, within(0.00006));
    double computed = EModel.R_DEFAULT - EModel.idd(ta) - EModel.ieEff(ie, bpl, ppl, burstR);
    assertThat(computed).isCloseTo(r, within(0.006));
    assertThat(EModel.mos(computed)).isCloseTo(mosCq, within(0.00006));
    assertThat(EModel.mos(EModel.R_DEFAULT - EModel.ieEff(ie, bpl, ppl, burstR)))
        .isCloseTo(mosLq, within(0.00006));
  }

  @ParameterizedTest
  @CsvSource({"120, 0.0014", "177.3, 1.1721", "250, 8.9167", "300, 14.7607", "500, 30.6359"})
  void delayImpairment(double ta, double idd) {
    assertThat(EModel.idd(ta)).isCloseTo(idd, within(0.00006));
  }

  @ParameterizedTest
  @CsvSource({
    "90, 4.339",
    "80, 4.024",
    "70, 3.597",
    "60, 3.100",
    "50, 2.575",
    "10, 1.035",
    "3, 1",
    "-10, 1",
    "120, 4.5"
  })
  void mosOfR(double r, double mos) {
    assertThat(EModel.mos(r)).isCloseTo(mos, within(0.0006));
  }

  /** The loss that alone brings R to 80, 70 and 60, by codec. */
  @ParameterizedTest
  @CsvSource({
    "25.1, 4.05, 80",
    "25.1, 8.11, 70",
    "25.1, 13.5, 60",
    "20, 3.23, 80",
    "20, 6.46, 70",
    "20, 10.7, 60",
    "10, 1.61, 80",
    "10, 3.23, 70",
    "10, 5.37, 60"
  })
  void lossAlone(double bpl, double ppl, double r) {
    assertThat(EModel.R_DEFAULT - EModel.ieEff(0, bpl, ppl, 1)).isCloseTo(r, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"286, 80", "389, 70", "551, 60"})
  void delayAlone(double ta, double r) {
    assertThat(EModel.R_DEFAULT - EModel.idd(ta)).isCloseTo(r, within(0.1));
  }

  @Test
  void worseNeverScoresBetter() {
    Random random = new Random(107);
    for (int i = 0; i < 20_000; i++) {
      double ie = random.nextDouble(40);
      double bpl = 1 + random.nextDouble(40);
      double burstR = 1 + random.nextDouble(7);
      double ppl = random.nextDouble(100);
      double ta = random.nextDouble(2_000);
      double more = random.nextDouble(10);
      assertThat(EModel.ieEff(ie, bpl, ppl + more, burstR))
          .isGreaterThanOrEqualTo(EModel.ieEff(ie, bpl, ppl, burstR));
      assertThat(EModel.idd(ta + more)).isGreaterThanOrEqualTo(EModel.idd(ta) - 1e-9);
      double r = 120 - random.nextDouble(200);
      assertThat(EModel.mos(r - more)).isLessThanOrEqualTo(EModel.mos(r));
      assertThat(EModel.mos(r)).isBetween(1.0, 4.5);
    }
  }
}
