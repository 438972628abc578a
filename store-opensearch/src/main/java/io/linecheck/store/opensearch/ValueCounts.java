package io.linecheck.store.opensearch;

import java.util.ArrayList;
import java.util.List;

/** How often each of some values occurs. */
final class ValueCounts {
  private final List<Double> values = new ArrayList<>();
  private final List<Long> runningTotals = new ArrayList<>();

  /** Values come in ascending order. */
  void add(double value, long count) {
    values.add(value);
    runningTotals.add(total() + count);
  }

  /** The smallest value that the share of all values does not exceed. */
  double atShare(double share) {
    long rank = rank(share, total());
    int at = 0;
    while (runningTotals.get(at) < rank) {
      at++;
    }
    return values.get(at);
  }

  /** The place, counted from one, of a percentile among so many sorted values. */
  static long rank(double share, long count) {
    // Written so that the error of, say, 0.95 × 20 does not push the rank up by one.
    return Math.max(1, count - (long) Math.floor(count - share * count));
  }

  private long total() {
    return runningTotals.isEmpty() ? 0 : runningTotals.getLast();
  }
}
