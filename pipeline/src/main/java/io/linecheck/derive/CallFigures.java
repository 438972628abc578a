package io.linecheck.derive;

import io.linecheck.score.CallQuality;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a call beside its identity and attributes, named as the field catalogue names
 * it.
 *
 * @param first moment known of the call, {@code last} the last
 * @param ended whether its end was seen
 */
public record CallFigures(
    long first,
    long last,
    boolean ended,
    CallQuality quality,
    @Nullable Double agentHearsLossPercent,
    @Nullable Double customerHearsLossPercent,
    @Nullable Double jitterMillis,
    @Nullable Double roundTripTimeMillis,
    @Nullable Double maxRoundTripTimeMillis,
    @Nullable Double sampleCount,
    @Nullable Double mutedSeconds,
    @Nullable Double holdSeconds,
    boolean reported,
    @Nullable Boolean setupFailed,
    @Nullable String setupFailure,
    @Nullable Double talkingTimeMillis) {

  public double durationSeconds() {
    return (last - first) / 1000.0;
  }
}
