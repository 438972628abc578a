package io.linecheck.model;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of one sample. Connect's names where Connect emits the value; ours, with a unit
 * or {@code Count}, where the edge derives it. Counts are of the interval since the previous
 * sample.
 */
public enum SampleField {
  PACKETS_LOST("packetsLost", "packets", "Packets lost in the interval"),
  PACKETS_COUNT(
      "packetsCount",
      "packets",
      "Packets received (audio_input) or sent (audio_output) in the interval"),
  AUDIO_LEVEL("audioLevel", null, "Audio level, 0 to 32768"),
  JITTER_BUFFER_MILLIS(
      "jitterBufferMillis",
      null,
      "As Connect sends it; its meaning differs by library version, see jitterMillis and jitterBufferDelayMillis"),
  ROUND_TRIP_TIME_MILLIS("roundTripTimeMillis", "ms", "Round-trip time by RTCP"),
  JITTER_MILLIS("jitterMillis", "ms", "Interarrival jitter, RFC 3550 §6.4.1"),
  JITTER_BUFFER_DELAY_MILLIS(
      "jitterBufferDelayMillis",
      "ms",
      "Mean time audio stayed in the jitter buffer in the interval"),
  DISCARDED_COUNT("discardedCount", "packets", "Packets that came too late to be played"),
  CONCEALED_COUNT(
      "concealedCount", "audio samples", "Audio samples synthesised in place of missing ones"),
  SILENT_CONCEALED_COUNT(
      "silentConcealedCount", "audio samples", "Concealed audio samples that were silence"),
  PLAYED_COUNT(
      "playedCount",
      "audio samples",
      "Audio samples received for playing, concealed ones included (Δ totalSamplesReceived)"),
  CONCEALMENT_EVENT_COUNT("concealmentEventCount", null, "Runs of concealed audio samples");

  /** Far beyond what an interval can count, and within 32 bits, as which stores keep counts. */
  public static final double LARGEST_COUNT = 1e9;

  private static final Set<SampleField> COUNTS =
      EnumSet.of(
          PACKETS_LOST,
          PACKETS_COUNT,
          DISCARDED_COUNT,
          CONCEALED_COUNT,
          SILENT_CONCEALED_COUNT,
          PLAYED_COUNT,
          CONCEALMENT_EVENT_COUNT);

  private final Field field;

  SampleField(String name, @Nullable String unit, String description) {
    this.field = new Field(name, FieldType.NUMBER, unit, description);
  }

  public Field field() {
    return field;
  }

  /** Whether it is a whole number of at most {@link #LARGEST_COUNT}. */
  public boolean isCount() {
    return COUNTS.contains(this);
  }

  /** The name everywhere outside SQL. */
  public String fieldName() {
    return field.name();
  }
}
