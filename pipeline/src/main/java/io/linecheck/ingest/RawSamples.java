package io.linecheck.ingest;

import io.linecheck.model.StreamType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a body as they were sent, column by column, each with its place in the array. A
 * row is begun, filled, and then kept or dropped. Absent is {@code NaN}; a column nobody wrote to
 * does not exist. Not thread-safe; owned by one request.
 */
final class RawSamples {
  private long[] timestamps = new long[64];
  private StreamType[] streams = new StreamType[64];
  private int[] positions = new int[64];
  private final double[] @Nullable [] columns = new double[RawField.ALL.size()][];
  private int size;

  int size() {
    return size;
  }

  /** Makes room for one more row, without measurements. */
  void begin() {
    if (size == timestamps.length) {
      grow();
    }
    for (double[] column : columns) {
      if (column != null) {
        column[size] = Double.NaN;
      }
    }
  }

  /** Sets a measurement of the row begun. */
  void set(RawField field, double value) {
    double[] column = columns[field.ordinal()];
    if (column == null) {
      column = new double[timestamps.length];
      Arrays.fill(column, 0, size, Double.NaN);
      columns[field.ordinal()] = column;
    }
    column[size] = value;
  }

  /** Keeps the row begun. */
  void keep(StreamType stream, long timestamp, int position) {
    streams[size] = stream;
    timestamps[size] = timestamp;
    positions[size] = position;
    size++;
  }

  StreamType stream(int row) {
    return streams[row];
  }

  /** Epoch milliseconds by the page's clock. */
  long timestamp(int row) {
    return timestamps[row];
  }

  /** Index in the array that was sent. */
  int position(int row) {
    return positions[row];
  }

  double get(RawField field, int row) {
    double[] column = columns[field.ordinal()];
    return column == null ? Double.NaN : column[row];
  }

  boolean has(RawField field) {
    return columns[field.ordinal()] != null;
  }

  private void grow() {
    int capacity = timestamps.length * 2;
    timestamps = Arrays.copyOf(timestamps, capacity);
    streams = Arrays.copyOf(streams, capacity);
    positions = Arrays.copyOf(positions, capacity);
    for (int i = 0; i < columns.length; i++) {
      double[] column = columns[i];
      if (column != null) {
        columns[i] = Arrays.copyOf(column, capacity);
      }
    }
  }
}
