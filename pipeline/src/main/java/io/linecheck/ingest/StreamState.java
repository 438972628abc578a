package io.linecheck.ingest;

import io.linecheck.store.StreamTail;
import java.util.Arrays;

/**
 * What must be known of a stream to mend what follows: its ends, and its counters as they stood at
 * the latest sample. Immutable.
 *
 * @param counters by {@link RawField#ordinal()}; {@code NaN} where unknown
 * @param cumulativeJitterBuffer whether {@code jitterBufferMillis} is a running sum
 */
record StreamState(
    long firstTimestamp, long lastTimestamp, double[] counters, boolean cumulativeJitterBuffer) {
  static StreamState of(StreamTail tail) {
    double[] counters = new double[RawField.ALL.size()];
    Arrays.fill(counters, Double.NaN);
    counters[RawField.JITTER_BUFFER_MILLIS.ordinal()] = tail.lastJitterBufferMillis();
    return new StreamState(
        tail.firstTimestampMillis(),
        tail.lastTimestampMillis(),
        counters,
        tail.cumulativeJitterBuffer());
  }

  double counter(RawField field) {
    return counters[field.ordinal()];
  }

  /** Both together: the ends farthest out, the counters of the later one. */
  StreamState and(StreamState later) {
    StreamState latest = later.lastTimestamp >= lastTimestamp ? later : this;
    return new StreamState(
        Math.min(firstTimestamp, later.firstTimestamp),
        latest.lastTimestamp,
        latest.counters,
        cumulativeJitterBuffer || later.cumulativeJitterBuffer);
  }
}
