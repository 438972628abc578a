package io.linecheck.score;

import io.linecheck.model.Quality;
import io.linecheck.model.StreamType;
import io.linecheck.model.UnclassifiedReason;
import io.linecheck.score.ScoringConfig.Codec;
import io.linecheck.score.ScoringConfig.Impairment;
import io.linecheck.score.ScoringConfig.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * Scores windows by the E-model. Immutable; safe for many threads.
 *
 * <p>The headline of what the agent hears is what was experienced (audible concealment) where the
 * browser measured it, since forward error correction and the jitter buffer may have hidden the
 * loss; of what the customer hears it is the network, for nobody measures at the far end. Without a
 * round-trip time there is no delay impairment to know, hence no R and no conversational MOS, but
 * still a listening MOS and a class.
 */
public final class WindowScorer {
  /** Samples a window must have to be judged: half of it. */
  private static final int FEWEST_SAMPLES = 5;

  /** Connect's softphone sends a packet each 20 ms (SDP {@code a=ptime:20}, no DTX). */
  private static final double PTIME_MILLIS = 20;

  private static final double PACKETS_PER_SECOND = 1000 / PTIME_MILLIS;

  /** Below this share of the packets that should flow, a muted or held stream is not measurable. */
  private static final double MEASURABLE_SHARE = 0.2;

  /** Bounds of the far end's unknown jitter buffer; an engineering value. */
  private static final double SMALLEST_BUFFER_MILLIS = 40;

  private static final double LARGEST_BUFFER_MILLIS = 200;

  private static final double LARGEST_BURST_R = 8;

  private final ScoringConfig config;

  public WindowScorer(ScoringConfig config) {
    this.config = config;
  }

  public WindowQuality score(WindowInputs inputs) {
    Double lossPercent = lossPercent(inputs);
    Double concealedPercent = concealedPercent(inputs);
    UnclassifiedReason reason = unclassified(inputs, lossPercent, concealedPercent);
    if (reason != null) {
      return new WindowQuality(
          lossPercent, concealedPercent, null, null, null, null, Quality.UNCLASSIFIED, reason);
    }
    Double networkImpairment = networkImpairment(inputs, lossPercent);
    Double experiencedImpairment =
        concealedPercent == null ? null : ieEff(config.experienced(), concealedPercent, 1);
    Double impairment = experiencedImpairment != null ? experiencedImpairment : networkImpairment;
    if (impairment == null) {
      throw new IllegalStateException("a classified window has loss or concealment: " + inputs);
    }
    double listeningR = EModel.R_DEFAULT - impairment;
    Double delayImpairment = delayImpairment(inputs);
    Double rFactor = delayImpairment == null ? null : listeningR - delayImpairment;
    return new WindowQuality(
        lossPercent,
        concealedPercent,
        rFactor,
        rFactor == null ? null : EModel.mos(rFactor),
        EModel.mos(listeningR),
        delayImpairment == null || networkImpairment == null
            ? null
            : EModel.R_DEFAULT - networkImpairment - delayImpairment,
        classify(rFactor != null ? rFactor : listeningR, lossPercent, concealedPercent, inputs),
        null);
  }

  private static @Nullable UnclassifiedReason unclassified(
      WindowInputs inputs, @Nullable Double lossPercent, @Nullable Double concealedPercent) {
    if (!inputs.talking()) {
      return UnclassifiedReason.NOT_TALKING;
    }
    if (inputs.sampleCount() < FEWEST_SAMPLES) {
      return inputs.interior() ? UnclassifiedReason.GAP : UnclassifiedReason.TOO_SHORT;
    }
    Double packets = inputs.packetsCount();
    boolean fewPackets =
        packets != null && packets < MEASURABLE_SHARE * PACKETS_PER_SECOND * inputs.sampleCount();
    if (fewPackets && inputs.onHoldSeconds() > 0) {
      return UnclassifiedReason.ON_HOLD;
    }
    if (fewPackets && inputs.mutedSeconds() > 0 && inputs.stream() == StreamType.AUDIO_OUTPUT) {
      return UnclassifiedReason.MUTED;
    }
    if (lossPercent == null && concealedPercent == null) {
      return packets != null ? UnclassifiedReason.NO_PACKETS : UnclassifiedReason.NOTHING_MEASURED;
    }
    return null;
  }

  private static @Nullable Double lossPercent(WindowInputs inputs) {
    Double lost = inputs.packetsLost();
    Double expected = packetsExpected(inputs.stream(), lost, inputs.packetsCount());
    if (lost == null || expected == null || expected == 0) {
      return null;
    }
    return Math.clamp(100 * lost / expected, 0, 100);
  }

  /**
   * Packets that should have come: lost and received for what the agent hears, sent for what the
   * customer hears. Null unless both counts were measured.
   */
  public static @Nullable Double packetsExpected(
      StreamType stream, @Nullable Double packetsLost, @Nullable Double packetsCount) {
    if (packetsLost == null || packetsCount == null) {
      return null;
    }
    return switch (stream) {
      case AUDIO_INPUT -> packetsLost + packetsCount;
      case AUDIO_OUTPUT -> packetsCount;
    };
  }

  private static @Nullable Double concealedPercent(WindowInputs inputs) {
    Double concealed = inputs.audibleConcealedCount();
    Double played = inputs.playedCount();
    if (concealed == null || played == null || played == 0) {
      return null;
    }
    return Math.clamp(100 * concealed / played, 0, 100);
  }

  private @Nullable Double networkImpairment(WindowInputs inputs, @Nullable Double lossPercent) {
    if (lossPercent == null) {
      return null;
    }
    Codec codec = config.codec(inputs.codec());
    double ppl = Math.min(lossPercent + discardedPercent(inputs), 100);
    return ieEff(codec.impairment(), ppl, burstR(inputs, codec, ppl));
  }

  /** Late packets are received but not played: for the listener they are lost. */
  private static double discardedPercent(WindowInputs inputs) {
    Double discarded = inputs.discardedCount();
    Double expected = packetsExpected(inputs.stream(), inputs.packetsLost(), inputs.packetsCount());
    if (inputs.stream() == StreamType.AUDIO_OUTPUT
        || discarded == null
        || expected == null
        || expected == 0) {
      return 0;
    }
    return Math.clamp(100 * discarded / expected, 0, 100);
  }

  /** Mean length of a loss burst against what random loss of this rate would give; 1 if unknown. */
  private static double burstR(WindowInputs inputs, Codec codec, double ppl) {
    Double concealed = inputs.concealedCount();
    Double events = inputs.concealmentEventCount();
    if (concealed == null || events == null || events == 0) {
      return 1;
    }
    double packetsPerEvent = concealed / events / (codec.clockRateHertz() * PTIME_MILLIS / 1000);
    return Math.clamp(packetsPerEvent * (1 - ppl / 100), 1, LARGEST_BURST_R);
  }

  /**
   * Idd of the one-way delay: half the round trip, the receiver's buffer, one packet, look-ahead.
   */
  private @Nullable Double delayImpairment(WindowInputs inputs) {
    Double roundTrip = inputs.roundTripTimeMillis();
    if (roundTrip == null) {
      return null;
    }
    double ta =
        roundTrip / 2
            + bufferMillis(inputs)
            + PTIME_MILLIS
            + config.codec(inputs.codec()).lookaheadMillis()
            + config.farDelayMillis();
    return EModel.idd(ta);
  }

  private static double bufferMillis(WindowInputs inputs) {
    Double measured = inputs.jitterBufferDelayMillis();
    if (inputs.stream() == StreamType.AUDIO_INPUT && measured != null) {
      return measured;
    }
    Double jitter = inputs.jitterMillis();
    return jitter == null
        ? SMALLEST_BUFFER_MILLIS
        : Math.clamp(2 * jitter, SMALLEST_BUFFER_MILLIS, LARGEST_BUFFER_MILLIS);
  }

  private Quality classify(
      double r,
      @Nullable Double lossPercent,
      @Nullable Double concealedPercent,
      WindowInputs inputs) {
    for (Threshold threshold : config.thresholds()) {
      if (r < threshold.rFactorBelow()
          || reaches(lossPercent, threshold.lossPercentFrom())
          || reaches(inputs.jitterMillis(), threshold.jitterMillisFrom())
          || reaches(inputs.roundTripTimeMillis(), threshold.roundTripTimeMillisFrom())
          || reaches(concealedPercent, threshold.concealedPercentFrom())) {
        return threshold.quality();
      }
    }
    return Quality.GOOD;
  }

  private static boolean reaches(@Nullable Double measured, @Nullable Double limit) {
    return measured != null && limit != null && measured >= limit;
  }

  private static double ieEff(Impairment impairment, double ppl, double burstR) {
    return EModel.ieEff(impairment.ie(), impairment.bpl(), ppl, burstR);
  }
}
