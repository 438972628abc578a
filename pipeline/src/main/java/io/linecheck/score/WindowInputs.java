package io.linecheck.score;

import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in one direction of a call in one window, as sums and means over the samples
 * that had a value. A member is null if no sample had one.
 *
 * @param sampleCount samples in the window, one for each second if nothing is missing
 * @param packetsLost Σ packetsLost
 * @param packetsCount Σ packetsCount over the samples in which packetsLost was measured too
 * @param discardedCount Σ discardedCount
 * @param jitterMillis mean
 * @param jitterBufferDelayMillis mean, of {@code audio_input}
 * @param roundTripTimeMillis mean, of this direction or, where it has none, of the other one
 * @param audibleConcealedCount Σ (concealedCount − silentConcealedCount)
 * @param playedCount Σ playedCount
 * @param concealmentEventCount Σ concealmentEventCount
 * @param codec Connect's or the browser's word; null means unknown
 * @param mutedSeconds seconds of the window in which the agent was muted
 * @param onHoldSeconds seconds of the window in which the call was on hold
 * @param interior whether the stream has samples both before and after the window
 * @param talking whether the window overlaps the talking phase; true where phases are unknown
 */
public record WindowInputs(
    StreamType stream,
    int sampleCount,
    @Nullable Double packetsLost,
    @Nullable Double packetsCount,
    @Nullable Double discardedCount,
    @Nullable Double jitterMillis,
    @Nullable Double jitterBufferDelayMillis,
    @Nullable Double roundTripTimeMillis,
    @Nullable Double concealedCount,
    @Nullable Double audibleConcealedCount,
    @Nullable Double playedCount,
    @Nullable Double concealmentEventCount,
    @Nullable String codec,
    double mutedSeconds,
    double onHoldSeconds,
    boolean interior,
    boolean talking) {}
