package io.linecheck.store.opensearch;

import io.linecheck.derive.Stretch;
import io.linecheck.derive.WindowSums;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Adds up the samples of one direction in one window, which come in the order of time. */
final class WindowFold {
  private final StreamType stream;
  private final long start;
  private long firstSample = Long.MAX_VALUE;
  private long lastSample = Long.MIN_VALUE;
  private int sampleCount;
  private JsonNode last = Json.object();
  private final Sum packetsLost = new Sum();
  private final Sum packetsCount = new Sum();
  private final Sum discarded = new Sum();
  private final Sum jitter = new Sum();
  private final Sum bufferDelay = new Sum();
  private final Sum roundTrip = new Sum();
  private final Sum audioLevel = new Sum();
  private final Sum concealed = new Sum();
  private final Sum audibleConcealed = new Sum();
  private final Sum played = new Sum();
  private final Sum concealmentEvents = new Sum();

  private static final class Sum {
    private double sum;
    private double highest = Double.NEGATIVE_INFINITY;
    private int count;

    void add(double value) {
      if (!Double.isNaN(value)) {
        sum += value;
        highest = Math.max(highest, value);
        count++;
      }
    }

    @Nullable Double total() {
      return count == 0 ? null : Double.valueOf(sum);
    }

    @Nullable Double mean() {
      return count == 0 ? null : Double.valueOf(sum / count);
    }

    @Nullable Double max() {
      return count == 0 ? null : Double.valueOf(highest);
    }
  }

  WindowFold(StreamType stream, long start) {
    this.stream = stream;
    this.start = start;
  }

  static long start(long moment) {
    return Math.floorDiv(moment, Stretch.WINDOW_MILLIS) * Stretch.WINDOW_MILLIS;
  }

  void add(long moment, JsonNode sample) {
    firstSample = Math.min(firstSample, moment);
    if (moment >= lastSample) {
      lastSample = moment;
      last = sample;
    }
    sampleCount++;
    double lost = value(sample, SampleField.PACKETS_LOST);
    packetsLost.add(lost);
    if (!Double.isNaN(lost)) {
      packetsCount.add(value(sample, SampleField.PACKETS_COUNT));
    }
    discarded.add(value(sample, SampleField.DISCARDED_COUNT));
    jitter.add(value(sample, SampleField.JITTER_MILLIS));
    bufferDelay.add(value(sample, SampleField.JITTER_BUFFER_DELAY_MILLIS));
    roundTrip.add(value(sample, SampleField.ROUND_TRIP_TIME_MILLIS));
    audioLevel.add(value(sample, SampleField.AUDIO_LEVEL));
    double concealedHere = value(sample, SampleField.CONCEALED_COUNT);
    concealed.add(concealedHere);
    audibleConcealed.add(concealedHere - value(sample, SampleField.SILENT_CONCEALED_COUNT));
    played.add(value(sample, SampleField.PLAYED_COUNT));
    concealmentEvents.add(value(sample, SampleField.CONCEALMENT_EVENT_COUNT));
  }

  /** The latest sample: what the window's attributes are taken from. */
  JsonNode last() {
    return last;
  }

  WindowSums sums() {
    return new WindowSums(
        stream,
        start,
        firstSample,
        lastSample,
        sampleCount,
        packetsLost.total(),
        packetsCount.total(),
        discarded.total(),
        jitter.mean(),
        bufferDelay.mean(),
        roundTrip.mean(),
        roundTrip.max(),
        audioLevel.mean(),
        concealed.total(),
        audibleConcealed.total(),
        played.total(),
        concealmentEvents.total());
  }

  private static double value(JsonNode sample, SampleField field) {
    JsonNode value = sample.path(field.fieldName());
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
