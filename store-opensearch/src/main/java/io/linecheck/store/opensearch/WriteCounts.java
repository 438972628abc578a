package io.linecheck.store.opensearch;

import io.linecheck.store.StoreActivity;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What writing did since the store was opened. Safe for many threads. */
final class WriteCounts {
  private static final int REMEMBERED = 1_000;

  private final Clock clock;
  private final double[] lastMillis = new double[REMEMBERED];
  private long count;
  private double totalMillis;
  private @Nullable Instant lastAt;
  private StoreActivity.@Nullable Failure failure;

  WriteCounts(Clock clock) {
    this.clock = clock;
  }

  synchronized void committed(long nanos) {
    double millis = nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    lastMillis[(int) (count % REMEMBERED)] = millis;
    count++;
    totalMillis += millis;
    lastAt = clock.instant();
    failure = null;
  }

  synchronized void failed(String reason) {
    failure = new StoreActivity.Failure(clock.instant(), reason);
  }

  synchronized StoreActivity.@Nullable Failure failure() {
    return failure;
  }

  synchronized StoreActivity.Commits commits() {
    Instant last = lastAt;
    if (last == null) {
      return StoreActivity.Commits.NONE;
    }
    double[] sorted = Arrays.copyOf(lastMillis, (int) Math.min(count, REMEMBERED));
    Arrays.sort(sorted);
    return new StoreActivity.Commits(
        count,
        totalMillis,
        new StoreActivity.Latest(last, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1)));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
