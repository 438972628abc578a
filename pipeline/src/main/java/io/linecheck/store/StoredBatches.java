package io.linecheck.store;

import java.time.Instant;
import java.util.List;

/**
 * Hands out what is stored, in the order in which it was committed, so that another store can take
 * it while this one goes on taking more. Whoever walks from the {@link #START} to the end and on
 * from there whenever something has come has been handed everything; some of it more than once.
 */
public interface StoredBatches {
  /** Where a walk begins. */
  long START = 0;

  /**
   * How far a walk has come.
   *
   * @param position after what was handed out; where the next step goes on
   * @param end of the walk, as far as it is known: what comes meanwhile moves it
   * @param batches made anew of what is stored: in larger pieces than it came in, and without the
   *     ids that the senders gave
   */
  record Step(long position, long end, List<TelemetryBatch> batches) {
    public Step {
      batches = List.copyOf(batches);
    }

    public boolean isLast() {
      return position >= end;
    }
  }

  /**
   * When the samples begin that retention has left. Of calls before it only API metrics are handed
   * out: whoever took the rest would judge calls by what is left of them.
   */
  Instant begin();

  /**
   * What was committed next.
   *
   * @param position {@link #START}, or where an earlier step ended
   */
  Step after(long position);
}
