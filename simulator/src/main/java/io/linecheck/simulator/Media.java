package io.linecheck.simulator;

/**
 * What could be measured on a call, second by second, as plain arrays: one direction each. Counts
 * are of the second.
 */
final class Media {
  /** What the agent hears. */
  static final class Inbound {
    final int[] received;
    final int[] lost;
    final int[] discarded;
    final int[] concealedSamples;
    final int[] silentConcealedSamples;
    final int[] concealmentEvents;
    final int[] level;
    final float[] jitterMillis;
    final float[] bufferMillis;

    Inbound(int seconds) {
      received = new int[seconds];
      lost = new int[seconds];
      discarded = new int[seconds];
      concealedSamples = new int[seconds];
      silentConcealedSamples = new int[seconds];
      concealmentEvents = new int[seconds];
      level = new int[seconds];
      jitterMillis = new float[seconds];
      bufferMillis = new float[seconds];
    }
  }

  /** What the agent sends; loss, jitter and round-trip time as the latest RTCP report tells. */
  static final class Outbound {
    final int[] sent;
    final int[] lost;
    final int[] level;
    final float[] jitterMillis;
    final float[] roundTripTimeMillis;

    Outbound(int seconds) {
      sent = new int[seconds];
      lost = new int[seconds];
      level = new int[seconds];
      jitterMillis = new float[seconds];
      roundTripTimeMillis = new float[seconds];
    }
  }

  /** Of the Opus clock, RFC 7587 §4.1. */
  static final int SAMPLES_PER_SECOND = 48_000;

  static final int SAMPLES_PER_PACKET = SAMPLES_PER_SECOND / 50;

  final int seconds;

  /**
   * The second in which the first RTCP receiver report came; nothing is known of the far end
   * before.
   */
  final int firstReceiverReport;

  final Inbound in;
  final Outbound out;

  Media(int seconds, int firstReceiverReport) {
    this.seconds = seconds;
    this.firstReceiverReport = firstReceiverReport;
    this.in = new Inbound(seconds);
    this.out = new Outbound(seconds);
  }
}
