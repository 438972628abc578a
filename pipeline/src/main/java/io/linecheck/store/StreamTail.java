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
    boolean cumulativeJitterBuffer) {}
