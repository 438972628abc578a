package io.linecheck.derive;

import io.linecheck.model.StreamType;
import io.linecheck.score.WindowInputs;
import io.linecheck.score.WindowQuality;
import io.linecheck.score.WindowScorer;
import org.jspecify.annotations.Nullable;

/**
 * A window as it is stored.
 *
 * @param roundTripTimeMillis mean of this direction or, where it has none, of the other one, as
 *     {@code maxRoundTripTimeMillis}
 */
public record DerivedWindow(
    WindowSums sums,
    @Nullable Double roundTripTimeMillis,
    @Nullable Double maxRoundTripTimeMillis,
    @Nullable Double packetsExpected,
    WindowQuality quality) {

  /**
   * Scores a window.
   *
   * @param other the other direction in the same window, if it has samples
   * @param codec Connect's or the browser's word; null means unknown
   * @param interior whether the stream has samples both before and after the window
   */
  public static DerivedWindow of(
      WindowSums one,
      @Nullable WindowSums other,
      @Nullable String codec,
      boolean interior,
      CallPhases phases,
      WindowScorer scorer) {
    // Both directions take the same way, and older softphones measure it in one of them only.
    WindowSums timed = one.roundTripTimeMillis() == null && other != null ? other : one;
    long end = one.start() + Stretch.WINDOW_MILLIS;
    WindowInputs inputs =
        new WindowInputs(
            one.stream(),
            one.sampleCount(),
            one.packetsLost(),
            one.packetsCount(),
            one.discardedCount(),
            one.jitterMillis(),
            one.stream() == StreamType.AUDIO_INPUT ? one.jitterBufferDelayMillis() : null,
            timed.roundTripTimeMillis(),
            one.concealedCount(),
            one.audibleConcealedCount(),
            one.playedCount(),
            one.concealmentEventCount(),
            codec,
            phases.mutedSeconds(one.start(), end),
            phases.onHoldSeconds(one.start(), end),
            interior,
            phases.talking(one.start(), end));
    return new DerivedWindow(
        one,
        timed.roundTripTimeMillis(),
        timed.maxRoundTripTimeMillis(),
        WindowScorer.packetsExpected(one.stream(), one.packetsLost(), one.packetsCount()),
        scorer.score(inputs));
  }
}
