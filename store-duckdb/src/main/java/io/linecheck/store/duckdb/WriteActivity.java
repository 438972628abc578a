package io.linecheck.store.duckdb;

import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreActivity.Timed;
import io.linecheck.store.WriteCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the writer's commits went. Safe for many threads.
 *
 * <p>DuckDB checkpoints inside a commit and does not tell: a commit that leaves a smaller
 * write-ahead log than the one before did it.
 */
final class WriteActivity {
  private final WriteCounts counts;
  private final LongSupplier walBytes;
  private long walBytesBefore;
  private @Nullable Timed lastCheckpoint;

  WriteActivity(Clock clock, LongSupplier walBytes) {
    this.counts = new WriteCounts(clock);
    this.walBytes = walBytes;
  }

  /** Notes a commit; returns the moment it ended at. */
  synchronized Instant committed(long nanos) {
    Instant now = counts.committed(nanos);
    long bytes = walBytes.getAsLong();
    if (bytes < walBytesBefore) {
      lastCheckpoint = new Timed(now, nanos / 1e6);
    }
    walBytesBefore = bytes;
    return now;
  }

  void failed(String reason) {
    counts.failed(reason);
  }

  Commits commits() {
    return counts.commits();
  }

  synchronized @Nullable Timed lastCheckpoint() {
    return lastCheckpoint;
  }

  @Nullable Failure failure() {
    return counts.failure();
  }
}
