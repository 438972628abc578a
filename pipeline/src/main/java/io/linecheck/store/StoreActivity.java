package io.linecheck.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store did since it was opened, for the operator.
 *
 * @param engine product and version, such as {@code DuckDB v2.0.0}
 * @param schemaVersion of the tables
 * @param lastCheckpoint the last time the write-ahead log was taken into the file; absent if the
 *     store does not know of any
 * @param failure why the last write failed; absent once one succeeded after it
 * @param otherRefusedAt when another Linecheck was last kept from opening the same data; absent if
 *     none was
 * @param losses what was acknowledged and is gone, each time an operator accepted that; oldest
 *     first
 */
public record StoreActivity(
    String engine,
    int schemaVersion,
    Commits commits,
    @Nullable Timed lastCheckpoint,
    @Nullable Failure failure,
    @Nullable Instant otherRefusedAt,
    List<AcceptedLoss> losses) {
  public StoreActivity {
    losses = List.copyOf(losses);
  }

  /**
   * Group commits.
   *
   * @param count since the store was opened
   * @param totalMillis of all of them
   * @param latest absent if there was none
   */
  public record Commits(long count, double totalMillis, @Nullable Latest latest) {
    public static final Commits NONE = new Commits(0, 0, null);
  }

  /**
   * When the last commit was, and how long those of the last thousand took.
   *
   * @param at the end of the last
   */
  public record Latest(Instant at, double medianMillis, double p99Millis, double longestMillis) {}

  /** Something that ended at a moment and took so long. */
  public record Timed(Instant at, double millis) {}

  /**
   * What a store was opened without.
   *
   * @param batches of telemetry
   * @param changes of documents and the audit log
   * @param reason one clause for people
   */
  public record AcceptedLoss(Instant at, long batches, long changes, String reason) {}

  /**
   * Something that went wrong at a moment.
   *
   * @param remedy what to do about it; absent if the store does not know
   */
  public record Failure(Instant at, String reason, @Nullable String remedy) {
    public static Failure of(Instant at, StoreException e) {
      return e.trouble()
          .map(trouble -> new Failure(at, trouble.finding(), trouble.remedy()))
          .orElseGet(() -> new Failure(at, String.valueOf(e.getMessage()), null));
    }
  }
}
