package io.linecheck.store.duckdb;

import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreActivity.Latest;
import io.linecheck.store.StoreActivity.Timed;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the writer's commits went. Safe for many threads.
 *
 * <p>DuckDB checkpoints inside a commit and does not tell: a commit that leaves a smaller
 * write-ahead log than the one before did it.
 */
final class WriteActivity {
  private static final int REMEMBERED = 1000;

  private final Clock clock;
  private final LongSupplier walBytes;
  private final double[] lastMillis = new double[REMEMBERED];
  private long count;
  private double totalMillis;
  private long walBytesBefore;
  private @Nullable Instant lastAt;
  private @Nullable Timed lastCheckpoint;
  private @Nullable Failure failure;

  WriteActivity(Clock clock, LongSupplier walBytes) {
    this.clock = clock;
    this.walBytes = walBytes;
  }

  /** Notes a commit; returns the moment it ended at. */
  synchronized Instant committed(long nanos) {
    Instant now = clock.instant();
    double millis = nanos / 1e6;
    lastMillis[(int) (count % REMEMBERED)] = millis;
    count++;
    totalMillis += millis;
    lastAt = now;
    failure = null;
    long bytes = walBytes.getAsLong();
    if (bytes < walBytesBefore) {
      lastCheckpoint = new Timed(now, millis);
    }
    walBytesBefore = bytes;
    return now;
  }

  synchronized void failed(String reason) {
    failure = new Failure(clock.instant(), reason);
  }

  synchronized Commits commits() {
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

  synchronized @Nullable Timed lastCheckpoint() {
    return lastCheckpoint;
  }

  synchronized @Nullable Failure failure() {
    return failure;
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
