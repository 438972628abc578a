package io.linecheck.ingest;

/**
 * What is known to be untrue in the numbers that come in, and is mended by {@link StreamMender}.
 */
enum Falsehood {
  /** A stream's first counts are those of the whole peer connection. */
  FIRST_SAMPLE_COUNTER("first-sample-counter"),
  /** {@code jitterBufferMillis} of a stream is a running sum. Once for each stream and batch. */
  CUMULATIVE_JITTER_BUFFER("cumulative-jitter-buffer"),
  /** {@code jitterBufferMillis} of audio_output is that of audio_input. Likewise. */
  COPIED_JITTER_BUFFER("copied-jitter-buffer"),
  /** Fewer packets lost than before: duplicates arrived (RFC 3550 §6.4.1 allows it). */
  NEGATIVE_LOSS("negative-loss"),
  /** A counter that only grows went back. */
  COUNTER_RESET("counter-reset"),
  /**
   * More packets in one interval than five hours of talk have, or an increase of a counter that is
   * not whole or beyond {@link io.linecheck.model.SampleField#LARGEST_COUNT}.
   */
  IMPOSSIBLE_COUNT("impossible-count"),
  /** A gauge beyond what a call can show, such as a jitter of minutes after unmuting. */
  IMPLAUSIBLE_GAUGE("implausible-gauge"),
  /** A report's totals count earlier calls of the same peer connection. */
  REPORT_TOTALS("report-totals"),
  /** {@code getAgentSnapshot} takes as long as nothing happens. */
  LONG_POLL("long-poll"),
  /** The page's clock was off by as much as it says itself. */
  CLOCK_SKEW("clock-skew");

  private final String label;

  Falsehood(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
