package io.linecheck.ingest;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measurements a sample may carry on the wire, with every spelling they have had.
 *
 * <p>Counts decide about a sample, gauges do not: a count that cannot be means that the sender is
 * wrong, and the sample is refused; a gauge that cannot be (a jitter of minutes after unmuting)
 * says nothing about the counts beside it and is only left out.
 */
enum RawField {
  PACKETS_LOST(Kind.COUNT, "packetsLost", "_packetsLost"),
  PACKETS_COUNT(Kind.COUNT, "packetsCount", "_packetsCount", "packetCount"),
  AUDIO_LEVEL(Kind.GAUGE, 32_768, "audioLevel", "_audioLevel"),
  JITTER_BUFFER_MILLIS(Kind.GAUGE, 1e15, "jitterBufferMillis", "_jbMilliseconds", "jbMilliseconds"),
  ROUND_TRIP_TIME_MILLIS(
      Kind.GAUGE, 10_000, "roundTripTimeMillis", "_rttMilliseconds", "rttMilliseconds"),
  /** Connect's own mean over the interval, from Streams 2.28.4 on. */
  JITTER_BUFFER_DELAY_MILLISECONDS(Kind.GAUGE, 10_000, "jitterBufferDelayMilliseconds"),
  /** W3C webrtc-stats, seconds. */
  JITTER(Kind.GAUGE, 5, "jitter"),
  CONCEALED_SAMPLES(Kind.COUNTER, "concealedSamples"),
  SILENT_CONCEALED_SAMPLES(Kind.COUNTER, "silentConcealedSamples"),
  TOTAL_SAMPLES_RECEIVED(Kind.COUNTER, "totalSamplesReceived"),
  CONCEALMENT_EVENTS(Kind.COUNTER, "concealmentEvents"),
  PACKETS_DISCARDED(Kind.COUNTER, "packetsDiscarded"),
  /** W3C webrtc-stats, seconds summed over all samples emitted. */
  JITTER_BUFFER_DELAY(Kind.COUNTER, "jitterBufferDelay"),
  JITTER_BUFFER_EMITTED_COUNT(Kind.COUNTER, "jitterBufferEmittedCount");

  /** How a value behaves, and with it what is done about a wrong one. */
  enum Kind {
    /** Of the interval since the sample before; a whole number. */
    COUNT,
    /** Of the moment. */
    GAUGE,
    /** Since the stream began; only grows. */
    COUNTER
  }

  private static final Map<String, RawField> BY_NAME = byName();

  private final Kind kind;
  private final double largest;
  private final String[] spellings;

  /**
   * A stream's first count may be of a connection that has been up for days; a billion packets, 50
   * a second, are seven months. Beyond 2^53 a double no longer counts by one.
   */
  RawField(Kind kind, String... spellings) {
    this(kind, kind == Kind.COUNT ? 1e9 : 0x1p53, spellings);
  }

  RawField(Kind kind, double largest, String... spellings) {
    this.kind = kind;
    this.largest = largest;
    this.spellings = spellings;
  }

  static @Nullable RawField ofName(String name) {
    return BY_NAME.get(name);
  }

  Kind kind() {
    return kind;
  }

  /** Connect's or W3C's name of today. */
  String wireName() {
    return spellings[0];
  }

  boolean plausible(double value) {
    return value >= 0 && value <= largest;
  }

  String expected() {
    return kind == Kind.GAUGE
        ? "expected a number"
        : "expected a " + (kind == Kind.COUNT ? "whole " : "") + "number of 0 to " + (long) largest;
  }

  private static Map<String, RawField> byName() {
    Map<String, RawField> names = new HashMap<>();
    for (RawField field : values()) {
      for (String spelling : field.spellings) {
        names.put(spelling, field);
      }
    }
    return names;
  }
}
