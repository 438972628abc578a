package io.linecheck.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void aMarkIsAsNearToItsValuesAsItSays() {
    Random random = new Random(5);
    for (Histogram histogram : Histogram.ALL) {
      double last =
          histogram.logarithmic()
              ? histogram.first() * Math.pow(histogram.step(), histogram.buckets() - 2.0)
              : histogram.first() + histogram.step() * histogram.buckets();
      for (int i = 0; i < 10_000; i++) {
        double value = histogram.first() + random.nextDouble() * (last - histogram.first());
        double allowed = value * histogram.errorPercent() / 100 + 1e-9;
        assertThat(histogram.mark(histogram.bucket(value)))
            .as("%s %s", histogram.fieldName(), value)
            .isCloseTo(value, within(allowed));
      }
    }
  }

  @Test
  void whatLiesOutsideFallsIntoTheOuterBuckets() {
    for (Histogram histogram : Histogram.ALL) {
      assertThat(histogram.bucket(0)).isZero();
      assertThat(histogram.bucket(-5)).isZero();
      assertThat(histogram.bucket(1e9)).isEqualTo(histogram.buckets() - 1);
    }
  }
}
