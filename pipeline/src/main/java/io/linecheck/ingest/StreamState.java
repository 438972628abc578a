package io.linecheck.ingest;

import io.linecheck.store.StreamTail;
import java.util.Map;

/**
 * What must be known of a stream to mend what follows: its ends, and its counters as they stood at
 * the latest sample. Immutable.
 *
 * @param counters those that are known
 * @param cumulativeJitterBuffer whether {@code jitterBufferMillis} is a running sum
 */
record StreamState(
    long firstTimestamp,
    long lastTimestamp,
    Map<RawField, Double> counters,
    boolean cumulativeJitterBuffer) {
  static StreamState of(StreamTail tail) {
    return new StreamState(
        tail.firstTimestampMillis(),
        tail.lastTimestampMillis(),
        Map.of(RawField.JITTER_BUFFER_MILLIS, tail.lastJitterBufferMillis()),
        tail.cumulativeJitterBuffer());
  }

  /** The counter at the latest sample; {@code NaN} if unknown. */
  double counter(RawField field) {
    return counters.getOrDefault(field, Double.NaN);
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
