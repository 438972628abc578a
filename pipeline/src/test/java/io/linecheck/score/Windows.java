package io.linecheck.score;

import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;

/** A window with nothing wrong, to be changed one measurement at a time. */
final class Windows {
  private final StreamType stream;
  private int sampleCount = 10;
  private @Nullable Double packetsLost = 0.0;
  private @Nullable Double packetsCount = 500.0;
  private @Nullable Double discardedCount;
  private @Nullable Double jitterMillis = 2.0;
  private @Nullable Double jitterBufferDelayMillis;
  private @Nullable Double roundTripTimeMillis = 60.0;
  private @Nullable Double concealedCount;
  private @Nullable Double audibleConcealedCount;
  private @Nullable Double playedCount;
  private @Nullable Double concealmentEventCount;
  private String codec = "opus";
  private double mutedSeconds;
  private double onHoldSeconds;
  private boolean interior = true;
  private boolean talking = true;

  private Windows(StreamType stream) {
    this.stream = stream;
  }

  static Windows heardByAgent() {
    return new Windows(StreamType.AUDIO_INPUT);
  }

  static Windows heardByCustomer() {
    return new Windows(StreamType.AUDIO_OUTPUT);
  }

  Windows samples(int count, boolean interior) {
    this.sampleCount = count;
    this.interior = interior;
    return this;
  }

  Windows packets(@Nullable Double lost, @Nullable Double count, @Nullable Double discarded) {
    this.packetsLost = lost;
    this.packetsCount = count;
    this.discardedCount = discarded;
    return this;
  }

  Windows delay(
      @Nullable Double jitterMillis, @Nullable Double bufferMillis, @Nullable Double roundTrip) {
    this.jitterMillis = jitterMillis;
    this.jitterBufferDelayMillis = bufferMillis;
    this.roundTripTimeMillis = roundTrip;
    return this;
  }

  Windows concealed(double all, double audible, double events, double played) {
    this.concealedCount = all;
    this.audibleConcealedCount = audible;
    this.concealmentEventCount = events;
    this.playedCount = played;
    return this;
  }

  Windows codec(String codec) {
    this.codec = codec;
    return this;
  }

  Windows phase(double mutedSeconds, double onHoldSeconds, boolean talking) {
    this.mutedSeconds = mutedSeconds;
    this.onHoldSeconds = onHoldSeconds;
    this.talking = talking;
    return this;
  }

  WindowQuality scored() {
    return new WindowScorer(ScoringConfig.DEFAULT)
        .score(
            new WindowInputs(
                stream,
                sampleCount,
                packetsLost,
                packetsCount,
                discardedCount,
                jitterMillis,
                jitterBufferDelayMillis,
                roundTripTimeMillis,
                concealedCount,
                audibleConcealedCount,
                playedCount,
                concealmentEventCount,
                codec,
                mutedSeconds,
                onHoldSeconds,
                interior,
                talking));
  }
}
