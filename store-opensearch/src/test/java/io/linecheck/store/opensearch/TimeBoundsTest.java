package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.query.Filter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeBoundsTest {
  @Test
  void boundsBecomeTheMillisecondsBetweenThem() {
    assertThat(of(10.0, null, 20.0, null)).contains(between(10, 20));
    assertThat(of(null, 10.0, null, 20.0)).contains(between(11, 19));
    assertThat(of(9.2, null, 20.7, null)).contains(between(10, 20));
    assertThat(of(null, 9.2, null, 20.7)).contains(between(10, 20));
    assertThat(of(5.0, 10.0, 30.0, 20.0)).contains(between(11, 19));
  }

  @Test
  void boundsWithNothingBetweenThemAreEmpty() {
    assertThat(of(10.2, null, 10.8, null)).isEmpty();
    assertThat(of(null, 10.0, null, 11.0)).isEmpty();
    assertThat(of(null, null, -1.0, null)).isEmpty();
    assertThat(of(1e300, null, null, null)).isEmpty();
  }

  @Test
  void boundsBeyondWhatDatesCanSayDoNotMatter() {
    assertThat(of(-1e300, null, 1e300, null)).isEqualTo(of(null, null, null, null));
  }

  private static Optional<Map<String, Object>> of(
      @Nullable Double gte, @Nullable Double gt, @Nullable Double lte, @Nullable Double lt) {
    return TimeBounds.of(new Filter.Between("timestamp", gte, gt, lte, lt));
  }

  private static Map<String, Object> between(long from, long last) {
    return TimeBounds.between(from, last);
  }
}
