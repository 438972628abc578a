package io.linecheck.ingest;

import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes the samples of a body into the block that is stored: refuses times that are not believed,
 * and hands each direction, in time order, to {@link StreamMender}.
 */
final class SampleMender {
  /** What became of a body's samples, and what to remember once they are durable. */
  record Mended(SampleBlock block, Map<StreamType, StreamState> after) {}

  private final RawSamples raw;
  private final SampleBlock block;

  /** Row of the body for each row of the block. */
  private final int[] sources;

  private SampleMender(RawSamples raw) {
    this.raw = raw;
    this.block = new SampleBlock(raw.size());
    this.sources = new int[raw.size()];
  }

  /** Mends the samples whose time is allowed; the others are refused. */
  static Mended mend(
      RawSamples raw,
      CallHistory history,
      long skewMillis,
      TimeBounds bounds,
      Rejections rejections,
      Outcomes outcomes) {
    SampleMender mender = new SampleMender(raw);
    mender.takeRows(skewMillis, bounds, rejections);
    mender.copy(RawField.PACKETS_LOST, SampleField.PACKETS_LOST);
    mender.copy(RawField.PACKETS_COUNT, SampleField.PACKETS_COUNT);
    mender.copy(RawField.AUDIO_LEVEL, SampleField.AUDIO_LEVEL);
    mender.copy(RawField.JITTER_BUFFER_MILLIS, SampleField.JITTER_BUFFER_MILLIS);
    mender.copy(RawField.ROUND_TRIP_TIME_MILLIS, SampleField.ROUND_TRIP_TIME_MILLIS);
    Map<StreamType, StreamState> after = new EnumMap<>(StreamType.class);
    for (StreamType stream : StreamType.values()) {
      int[] rows = mender.rowsInTimeOrder(stream);
      if (rows.length > 0) {
        after.put(
            stream,
            new StreamMender(raw, mender.block, mender.sources, outcomes)
                .mend(stream, rows, history.stream(stream)));
      }
    }
    return new Mended(mender.block, after);
  }

  private void takeRows(long skewMillis, TimeBounds bounds, Rejections rejections) {
    for (int row = 0; row < raw.size(); row++) {
      long timestamp = raw.timestamp(row) + skewMillis;
      String wrong = bounds.wrong(timestamp);
      if (wrong == null) {
        sources[block.add(raw.stream(row), timestamp)] = row;
      } else {
        rejections.add(SampleDecoder.LIST + '[' + raw.position(row) + "].timestamp", wrong);
      }
    }
  }

  private void copy(RawField from, SampleField to) {
    if (raw.has(from)) {
      for (int row = 0; row < block.size(); row++) {
        double value = raw.get(from, sources[row]);
        if (!Double.isNaN(value)) {
          block.set(to, row, value);
        }
      }
    }
  }

  private int[] rowsInTimeOrder(StreamType stream) {
    int[] rows = new int[block.size()];
    int count = 0;
    boolean ordered = true;
    for (int row = 0; row < block.size(); row++) {
      if (block.stream(row) == stream) {
        ordered &=
            count == 0 || block.timestampMillis(rows[count - 1]) <= block.timestampMillis(row);
        rows[count++] = row;
      }
    }
    rows = Arrays.copyOf(rows, count);
    return ordered
        ? rows
        : Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingLong(block::timestampMillis))
            .mapToInt(Integer::intValue)
            .toArray();
  }
}
