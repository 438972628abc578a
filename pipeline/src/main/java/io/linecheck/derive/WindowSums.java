package io.linecheck.derive;

import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of one direction in one window come to. A member is null if no sample had one.
 *
 * @param start of the window, epoch milliseconds, a whole multiple of its length
 * @param firstSample moment of the first sample, {@code lastSample} of the last
 * @param packetsCount Σ packetsCount over the samples in which packetsLost was measured too
 * @param jitterMillis mean, as are the other members in milliseconds but the maximum
 * @param audibleConcealedCount Σ (concealedCount − silentConcealedCount)
 */
public record WindowSums(
    StreamType stream,
    long start,
    long firstSample,
    long lastSample,
    int sampleCount,
    @Nullable Double packetsLost,
    @Nullable Double packetsCount,
    @Nullable Double discardedCount,
    @Nullable Double jitterMillis,
    @Nullable Double jitterBufferDelayMillis,
    @Nullable Double roundTripTimeMillis,
    @Nullable Double maxRoundTripTimeMillis,
    @Nullable Double audioLevel,
    @Nullable Double concealedCount,
    @Nullable Double audibleConcealedCount,
    @Nullable Double playedCount,
    @Nullable Double concealmentEventCount) {

  public WindowSums {
    jitterMillis = toMillionths(jitterMillis);
    jitterBufferDelayMillis = toMillionths(jitterBufferDelayMillis);
    roundTripTimeMillis = toMillionths(roundTripTimeMillis);
    audioLevel = toMillionths(audioLevel);
  }

  /** A mean is the same in whatever order, and by whatever method, its numbers were added up. */
  private static @Nullable Double toMillionths(@Nullable Double mean) {
    return mean == null ? null : Double.valueOf(Math.rint(mean * 1e6) / 1e6);
  }
}
