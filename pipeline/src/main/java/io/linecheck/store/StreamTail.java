package io.linecheck.store;

/**
 * The end of one stored stream, for mending what follows it.
 *
 * @param firstTimestampMillis earliest stored sample
 * @param lastTimestampMillis latest stored sample
 * @param lastJitterBufferMillis Connect's raw value at the latest sample; {@code NaN} if absent
 * @param cumulativeJitterBuffer whether this stream's raw values are the cumulative form
 */
public record StreamTail(
    long firstTimestampMillis,
    long lastTimestampMillis,
    double lastJitterBufferMillis,
    boolean cumulativeJitterBuffer) {
  /**
   * A jitter in milliseconds stays far below it, a cumulative jitter-buffer delay passes it with
   * the first sample (connect-rtc-js 1.3.2 grows by about 1,440,000 a second).
   */
  private static final double CUMULATIVE_ABOVE = 10_000;

  /** Whether a raw value is of the cumulative form; false for {@code NaN}. */
  public static boolean isCumulative(double jitterBufferMillis) {
    return jitterBufferMillis > CUMULATIVE_ABOVE;
  }
}
