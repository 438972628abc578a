package io.linecheck.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.server.FakeStore;
import io.linecheck.store.DocumentStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DiskHistoryTest {
  private static final Instant T0 = Instant.parse("2026-11-22T08:00:00Z");
  private static final long GIB = 1L << 30;

  private final DocumentStore documents = new FakeStore().documents();
  private final DiskHistory history = new DiskHistory(documents);

  @Test
  void growthIsNotKnownBeforeItWasWatchedForHours() {
    assertThat(history.since()).isNull();
    history.note(T0, GIB);
    history.note(T0.plus(Duration.ofHours(2)), 2 * GIB);

    assertThat(history.since()).isEqualTo(T0);
    assertThat(history.bytesPerDay()).isEmpty();
  }

  @Test
  void growthIsTheSlopeOverADayAndSurvivesARestart() {
    for (int hour = 0; hour <= 24; hour++) {
      // Up and down by checkpoints, 24 GiB a day on the whole.
      history.note(T0.plus(Duration.ofHours(hour)), hour * GIB + (hour % 2) * (GIB / 4));
    }

    assertThat(new DiskHistory(documents).bytesPerDay().orElseThrow())
        .isCloseTo(24.0 * GIB, within(0.1 * GIB));
  }

  @Test
  void atMostOnePointAnHourAndAWeekIsKept() {
    history.note(T0, GIB);
    history.note(T0.plus(Duration.ofMinutes(59)), 7 * GIB);
    assertThat(documents.find("operations", "disk-history").orElseThrow().json())
        .isEqualTo(
            "{\"points\":[{\"atMillis\":%d,\"bytes\":%d}]}".formatted(T0.toEpochMilli(), GIB));

    Instant later = T0.plus(Duration.ofDays(8));
    history.note(later, 2 * GIB);
    assertThat(history.since()).isEqualTo(later);
  }
}
