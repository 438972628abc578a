package io.linecheck.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreActivity.Latest;
import io.linecheck.store.StoreActivity.Timed;
import io.linecheck.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriteActivityTest {
  private static final Instant T0 = Instant.parse("2026-11-22T08:00:00Z");

  private final SettableClock clock = new SettableClock(T0);
  private final AtomicLong walBytes = new AtomicLong();
  private final WriteActivity activity = new WriteActivity(clock, walBytes::get);

  @Test
  void nothingIsKnownBeforeTheFirstCommit() {
    assertThat(activity.commits()).isEqualTo(Commits.NONE);
    assertThat(activity.lastCheckpoint()).isNull();
    assertThat(activity.failure()).isNull();
  }

  @Test
  void durationsAreThoseOfTheLastThousandCommits() {
    activity.committed(Duration.ofSeconds(9).toNanos());
    for (int millis = 1; millis <= 1000; millis++) {
      activity.committed(Duration.ofMillis(millis).toNanos());
    }

    assertThat(activity.commits())
        .isEqualTo(new Commits(1001, 509_500, new Latest(T0, 500, 990, 1000)));
  }

  @Test
  void aSmallerLogAfterACommitIsACheckpoint() {
    walBytes.set(5_000);
    activity.committed(1_000_000);
    assertThat(activity.lastCheckpoint()).isNull();

    walBytes.set(100);
    activity.committed(70_000_000);
    assertThat(activity.lastCheckpoint()).isEqualTo(new Timed(T0, 70));
  }

  @Test
  void aFailureIsOverWithTheNextCommit() {
    activity.failed("no space left");
    assertThat(activity.failure()).isEqualTo(new Failure(T0, "no space left", null));

    activity.committed(1_000_000);
    assertThat(activity.failure()).isNull();
  }
}
