package io.linecheck.store;

import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreActivity.Latest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How a store's commits went since it was opened. Safe for many threads. */
public final class WriteCounts {
  private static final int REMEMBERED = 1000;

  private final Clock clock;
  private final double[] lastMillis = new double[REMEMBERED];
  private long count;
  private double totalMillis;
  private @Nullable Instant lastAt;
  private @Nullable Failure failure;

  public WriteCounts(Clock clock) {
    this.clock = clock;
  }

  /** Notes a commit; returns the moment it ended at. */
  public synchronized Instant committed(long nanos) {
    Instant now = clock.instant();
    double millis = nanos / 1e6;
    lastMillis[(int) (count % REMEMBERED)] = millis;
    count++;
    totalMillis += millis;
    lastAt = now;
    failure = null;
    return now;
  }

  public synchronized void failed(String reason) {
    failure = new Failure(clock.instant(), reason, null);
  }

  public synchronized void failed(StoreException e) {
    failure = Failure.of(clock.instant(), e);
  }

  public synchronized Commits commits() {
    Instant last = lastAt;
    if (last == null) {
      return Commits.NONE;
    }
    double[] sorted = Arrays.copyOf(lastMillis, (int) Math.min(count, REMEMBERED));
    Arrays.sort(sorted);
    return new Commits(
        count,
        totalMillis,
        new Latest(last, rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 1)));
  }

  public synchronized @Nullable Failure failure() {
    return failure;
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
