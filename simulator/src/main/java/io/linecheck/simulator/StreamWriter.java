package io.linecheck.simulator;

import tools.jackson.core.JsonGenerator;

/** Writes both directions of one second, as one kind of page would. */
abstract class StreamWriter {
  static final String AUDIO_INPUT = "audio_input";
  static final String AUDIO_OUTPUT = "audio_output";

  final CallPlan plan;
  final Media media;
  final CallClock clock;

  StreamWriter(CallPlan plan, Media media, CallClock clock) {
    this.plan = plan;
    this.media = media;
    this.clock = clock;
  }

  static StreamWriter of(CallPlan plan, Media media, CallClock clock) {
    return switch (plan.agent().dialect()) {
      case AWS_SAMPLE, CONNECT_EVENTS -> new ConnectStreamWriter(plan, media, clock);
      case PEER_CONNECTION -> new PeerConnectionStreamWriter(plan, media, clock);
    };
  }

  /** Counters that run on over batches start from here. */
  abstract void skipTo(int second);

  abstract void write(JsonGenerator json, int second);

  /** Nothing is known of the far end before its first RTCP report. */
  final boolean farEndKnown(int second) {
    return second >= media.firstReceiverReport;
  }
}
