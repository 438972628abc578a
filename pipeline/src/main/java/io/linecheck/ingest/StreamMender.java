package io.linecheck.ingest;

import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.store.StreamTail;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Connect sent into what was measured.
 *
 * <p>Connect's per-second statistics are a telephone's own diary, written by several versions of
 * two libraries, and some of what they say is not so. What is done about it, and why:
 *
 * <p><b>The first sample.</b> Packet counts are differences, except a stream's first, which is the
 * counter since the peer connection was made. On a connection that has served a call before, or
 * serves another one now, that is a spike of hundreds of packets in one second. A stream's first
 * sample with more than {@link #MOST_FIRST_PACKETS} packets therefore loses both counts; first
 * means that nothing earlier is known of the stream, here or in the store. Everything else in the
 * sample stays. Our own collector counts from the contact's start: there a large first sample is a
 * page that stalled, and true.
 *
 * <p><b>jitterBufferMillis</b> is RTP jitter (rtc-js up to 1.2.4, Streams from 2.28.4), or the sum
 * of the time that every audio sample since the start has spent in the jitter buffer (rtc-js 1.3
 * under Streams up to 2.28.2). No version is sent with it, but the sum passes 10,000 within the
 * first second and jitter never does. As jitter it becomes {@code jitterMillis}. As a sum, its
 * increase over the interval, divided by the audio samples of the interval (48 for each
 * millisecond), is the mean delay, {@code jitterBufferDelayMillis}; without a sample shortly before
 * there is no increase and the delay is absent. In this form the library copies the value of
 * audio_input to audio_output, which says nothing about the far side's buffer: audio_output gets no
 * delay. The raw value stays beside.
 *
 * <p><b>W3C counters</b> ({@code concealedSamples} and its like) come as they stand and are
 * differenced here; likewise absent without a sample shortly before, or if a counter went back.
 * {@code concealmentEvents} alone, without the W3C counters beside it, is Connect's own (Streams
 * from 2.28.4), whose meaning is not known well enough to store.
 *
 * <p><b>Left as it is.</b> Outbound losses arrive with RTCP, some seconds at once, and outbound
 * counts include padding: both are true as sums, and windows judge sums. Two contacts on one peer
 * connection (dual call) report the same packets; each call's own quality is right, and only adding
 * packets over an agent's overlapping calls would count them twice. A null that the AWS sample's
 * page turned into zero cannot be told from zero.
 */
final class StreamMender {
  /** More than a second of 50 packets, late timers included; less than two calls' first sample. */
  static final double MOST_FIRST_PACKETS = 100;

  /** A second has 50 packets: this many in one interval are a counter, or a mistake. */
  private static final double MOST_PACKETS = 1e6;

  /** Opus plays at 48 kHz. */
  private static final double AUDIO_SAMPLES_PER_MILLI = 48;

  /** A longer gap would put seconds of another time into one sample. */
  private static final long LONGEST_INTERVAL_MILLIS = 5_000;

  private static final double LARGEST_JITTER_MILLIS = 5_000;
  private static final double LARGEST_DELAY_MILLIS = 10_000;

  private static final Set<RawField> DIFFERENCED =
      EnumSet.of(
          RawField.JITTER_BUFFER_MILLIS,
          RawField.CONCEALED_SAMPLES,
          RawField.SILENT_CONCEALED_SAMPLES,
          RawField.TOTAL_SAMPLES_RECEIVED,
          RawField.CONCEALMENT_EVENTS,
          RawField.PACKETS_DISCARDED,
          RawField.JITTER_BUFFER_DELAY,
          RawField.JITTER_BUFFER_EMITTED_COUNT);

  private final RawSamples raw;
  private final SampleBlock block;

  /** Row of the body for each row of the block. */
  private final int[] sources;

  private final Outcomes outcomes;

  StreamMender(RawSamples raw, SampleBlock block, int[] sources, Outcomes outcomes) {
    this.raw = raw;
    this.block = block;
    this.sources = sources;
    this.outcomes = outcomes;
  }

  /**
   * Mends one direction of a call.
   *
   * @param rows its rows of the block, in time order
   * @param before what was known of it
   * @return what to remember of it once the block is durable
   */
  StreamState mend(StreamType stream, int[] rows, @Nullable StreamState before) {
    boolean cumulative = before != null && before.cumulativeJitterBuffer();
    for (int i = 0; i < rows.length && !cumulative; i++) {
      cumulative = StreamTail.isCumulative(value(RawField.JITTER_BUFFER_MILLIS, rows[i]));
    }
    if (cumulative) {
      mended(
          stream == StreamType.AUDIO_INPUT
              ? Falsehood.CUMULATIVE_JITTER_BUFFER
              : Falsehood.COPIED_JITTER_BUFFER);
    }
    dropCountersOfFirst(rows, before);
    dropImpossibleCounts(rows);
    Interval interval = new Interval(before);
    for (int row : rows) {
      interval.endAt(row);
      mendJitter(row, cumulative);
      if (stream == StreamType.AUDIO_INPUT) {
        mendBufferDelay(row, interval, cumulative);
      }
      mendConcealment(row, interval);
    }
    return stateAfter(rows, cumulative);
  }

  private void dropCountersOfFirst(int[] rows, @Nullable StreamState before) {
    long first = block.timestampMillis(rows[0]);
    if (raw.isCountedFromContactStart() || (before != null && before.firstTimestamp() < first)) {
      return;
    }
    for (int row : rows) {
      if (block.timestampMillis(row) > first) {
        return;
      }
      if (block.get(SampleField.PACKETS_COUNT, row) > MOST_FIRST_PACKETS) {
        block.set(SampleField.PACKETS_COUNT, row, Double.NaN);
        block.set(SampleField.PACKETS_LOST, row, Double.NaN);
        mended(Falsehood.FIRST_SAMPLE_COUNTER);
      }
    }
  }

  private void dropImpossibleCounts(int[] rows) {
    for (int row : rows) {
      if (block.get(SampleField.PACKETS_COUNT, row) > MOST_PACKETS
          || block.get(SampleField.PACKETS_LOST, row) > MOST_PACKETS) {
        block.set(SampleField.PACKETS_COUNT, row, Double.NaN);
        block.set(SampleField.PACKETS_LOST, row, Double.NaN);
        mended(Falsehood.IMPOSSIBLE_COUNT);
      }
    }
  }

  private void mendJitter(int row, boolean cumulative) {
    double seconds = value(RawField.JITTER, row);
    if (!Double.isNaN(seconds)) {
      block.set(SampleField.JITTER_MILLIS, row, 1000 * seconds);
    } else if (!cumulative) {
      setPlausible(
          SampleField.JITTER_MILLIS,
          row,
          value(RawField.JITTER_BUFFER_MILLIS, row),
          LARGEST_JITTER_MILLIS);
    }
  }

  private void mendBufferDelay(int row, Interval interval, boolean cumulative) {
    double delay = Double.NaN;
    double emitted = interval.increase(RawField.JITTER_BUFFER_EMITTED_COUNT);
    if (emitted > 0) {
      delay = 1000 * interval.increase(RawField.JITTER_BUFFER_DELAY) / emitted;
    }
    if (Double.isNaN(delay)) {
      delay = value(RawField.JITTER_BUFFER_DELAY_MILLISECONDS, row);
    }
    if (Double.isNaN(delay) && cumulative) {
      delay =
          interval.increase(RawField.JITTER_BUFFER_MILLIS)
              / (AUDIO_SAMPLES_PER_MILLI * interval.millis());
    }
    setPlausible(
        SampleField.JITTER_BUFFER_DELAY_MILLIS, row, toHundredths(delay), LARGEST_DELAY_MILLIS);
  }

  private void mendConcealment(int row, Interval interval) {
    setCount(SampleField.DISCARDED_COUNT, row, interval, RawField.PACKETS_DISCARDED);
    if (!Double.isNaN(value(RawField.TOTAL_SAMPLES_RECEIVED, row))) {
      setCount(SampleField.PLAYED_COUNT, row, interval, RawField.TOTAL_SAMPLES_RECEIVED);
      setCount(SampleField.CONCEALMENT_EVENT_COUNT, row, interval, RawField.CONCEALMENT_EVENTS);
    }
    setCount(SampleField.CONCEALED_COUNT, row, interval, RawField.CONCEALED_SAMPLES);
    setCount(SampleField.SILENT_CONCEALED_COUNT, row, interval, RawField.SILENT_CONCEALED_SAMPLES);
  }

  /** Nobody measures finer, and a quotient with all its digits takes twice the room on disk. */
  private static double toHundredths(double value) {
    return Math.rint(value * 100) / 100;
  }

  private void setCount(SampleField field, int row, Interval interval, RawField counter) {
    double increase = interval.increase(counter);
    if (increase > SampleField.LARGEST_COUNT || increase != Math.rint(increase)) {
      if (!Double.isNaN(increase)) {
        mended(Falsehood.IMPOSSIBLE_COUNT);
      }
    } else {
      block.set(field, row, increase);
    }
  }

  private void set(SampleField field, int row, double value) {
    if (!Double.isNaN(value)) {
      block.set(field, row, value);
    }
  }

  private void setPlausible(SampleField field, int row, double value, double largest) {
    if (value > largest) {
      mended(Falsehood.IMPLAUSIBLE_GAUGE);
    } else {
      set(field, row, value);
    }
  }

  private StreamState stateAfter(int[] rows, boolean cumulative) {
    int last = rows[rows.length - 1];
    Map<RawField, Double> counters = new EnumMap<>(RawField.class);
    for (RawField field : DIFFERENCED) {
      if (raw.has(field)) {
        counters.put(field, value(field, last));
      }
    }
    return new StreamState(
        block.timestampMillis(rows[0]), block.timestampMillis(last), counters, cumulative);
  }

  private double value(RawField field, int row) {
    return raw.get(field, sources[row]);
  }

  private void mended(Falsehood falsehood) {
    outcomes.mended(falsehood.label());
  }

  /**
   * The time from the sample before to this one, moved along a stream's rows. The sample before is
   * the row before, or the latest that was known of the stream if that lies between them.
   */
  private final class Interval {
    private final @Nullable StreamState before;
    private int start = -1;
    private int end = -1;
    private boolean startsBeforeBatch;
    private long millis;

    Interval(@Nullable StreamState before) {
      this.before = before;
    }

    void endAt(int row) {
      start = end;
      end = row;
      long startAt = start < 0 ? Long.MIN_VALUE : block.timestampMillis(start);
      long endAt = block.timestampMillis(end);
      startsBeforeBatch =
          before != null && before.lastTimestamp() < endAt && before.lastTimestamp() > startAt;
      if (startsBeforeBatch && before != null) {
        startAt = before.lastTimestamp();
      }
      boolean measured = startsBeforeBatch || start >= 0;
      millis = measured ? endAt - startAt : 0;
    }

    long millis() {
      return millis;
    }

    /** How much a counter grew; absent over no or too long a time, or if it went back. */
    double increase(RawField counter) {
      if (!raw.has(counter) || millis <= 0 || millis > LONGEST_INTERVAL_MILLIS) {
        return Double.NaN;
      }
      double from =
          startsBeforeBatch && before != null ? before.counter(counter) : value(counter, start);
      double increase = value(counter, end) - from;
      if (increase < 0) {
        mended(Falsehood.COUNTER_RESET);
        return Double.NaN;
      }
      return increase;
    }
  }
}
