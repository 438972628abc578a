package io.linecheck.score;

import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;

/** A window with nothing wrong, to be changed one measurement at a time. */
record Windows(WindowInputs inputs) {
  static Windows heardByAgent() {
    return clean(StreamType.AUDIO_INPUT);
  }

  static Windows heardByCustomer() {
    return clean(StreamType.AUDIO_OUTPUT);
  }

  private static Windows clean(StreamType stream) {
    return new Windows(
        new WindowInputs(
            stream, 10, 0.0, 500.0, null, 2.0, null, 60.0, null, null, null, null, "opus", 0, 0,
            true, true));
  }

  Windows samples(int count, boolean interior) {
    WindowInputs i = inputs;
    return new Windows(
        new WindowInputs(
            i.stream(),
            count,
            i.packetsLost(),
            i.packetsCount(),
            i.discardedCount(),
            i.jitterMillis(),
            i.jitterBufferDelayMillis(),
            i.roundTripTimeMillis(),
            i.concealedCount(),
            i.audibleConcealedCount(),
            i.playedCount(),
            i.concealmentEventCount(),
            i.codec(),
            i.mutedSeconds(),
            i.onHoldSeconds(),
            interior,
            i.talking()));
  }

  Windows packets(@Nullable Double lost, @Nullable Double count, @Nullable Double discarded) {
    WindowInputs i = inputs;
    return new Windows(
        new WindowInputs(
            i.stream(),
            i.sampleCount(),
            lost,
            count,
            discarded,
            i.jitterMillis(),
            i.jitterBufferDelayMillis(),
            i.roundTripTimeMillis(),
            i.concealedCount(),
            i.audibleConcealedCount(),
            i.playedCount(),
            i.concealmentEventCount(),
            i.codec(),
            i.mutedSeconds(),
            i.onHoldSeconds(),
            i.interior(),
            i.talking()));
  }

  Windows delay(
      @Nullable Double jitterMillis, @Nullable Double bufferMillis, @Nullable Double roundTrip) {
    WindowInputs i = inputs;
    return new Windows(
        new WindowInputs(
            i.stream(),
            i.sampleCount(),
            i.packetsLost(),
            i.packetsCount(),
            i.discardedCount(),
            jitterMillis,
            bufferMillis,
            roundTrip,
            i.concealedCount(),
            i.audibleConcealedCount(),
            i.playedCount(),
            i.concealmentEventCount(),
            i.codec(),
            i.mutedSeconds(),
            i.onHoldSeconds(),
            i.interior(),
            i.talking()));
  }

  Windows concealed(double all, double audible, double events, double played) {
    WindowInputs i = inputs;
    return new Windows(
        new WindowInputs(
            i.stream(),
            i.sampleCount(),
            i.packetsLost(),
            i.packetsCount(),
            i.discardedCount(),
            i.jitterMillis(),
            i.jitterBufferDelayMillis(),
            i.roundTripTimeMillis(),
            all,
            audible,
            played,
            events,
            i.codec(),
            i.mutedSeconds(),
            i.onHoldSeconds(),
            i.interior(),
            i.talking()));
  }

  Windows codec(@Nullable String codec) {
    WindowInputs i = inputs;
    return new Windows(
        new WindowInputs(
            i.stream(),
            i.sampleCount(),
            i.packetsLost(),
            i.packetsCount(),
            i.discardedCount(),
            i.jitterMillis(),
            i.jitterBufferDelayMillis(),
            i.roundTripTimeMillis(),
            i.concealedCount(),
            i.audibleConcealedCount(),
            i.playedCount(),
            i.concealmentEventCount(),
            codec,
            i.mutedSeconds(),
            i.onHoldSeconds(),
            i.interior(),
            i.talking()));
  }

  Windows phase(double mutedSeconds, double onHoldSeconds, boolean talking) {
    WindowInputs i = inputs;
    return new Windows(
        new WindowInputs(
            i.stream(),
            i.sampleCount(),
            i.packetsLost(),
            i.packetsCount(),
            i.discardedCount(),
            i.jitterMillis(),
            i.jitterBufferDelayMillis(),
            i.roundTripTimeMillis(),
            i.concealedCount(),
            i.audibleConcealedCount(),
            i.playedCount(),
            i.concealmentEventCount(),
            i.codec(),
            mutedSeconds,
            onHoldSeconds,
            i.interior(),
            talking));
  }

  WindowQuality scored() {
    return new WindowScorer(ScoringConfig.DEFAULT).score(inputs);
  }
}
