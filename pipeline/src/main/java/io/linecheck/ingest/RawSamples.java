package io.linecheck.ingest;

import io.linecheck.model.StreamType;
import java.util.Arrays;
import java.util.EnumMap;

/**
 * The samples of a body as they were sent, column by column, each with its place in the array. A
 * row is begun, filled, and then kept or dropped. Absent is {@code NaN}; a column nobody wrote to
 * does not exist. Not thread-safe; owned by one request.
 */
final class RawSamples {
  private long[] timestamps = new long[64];
  private StreamType[] streams = new StreamType[64];
  private int[] positions = new int[64];
  private final EnumMap<RawField, double[]> columns = new EnumMap<>(RawField.class);
  private int size;
  private boolean countedFromContactStart;

  int size() {
    return size;
  }

  /** Makes room for one more row, without measurements. */
  void begin() {
    if (size == timestamps.length) {
      grow();
    }
    for (double[] column : columns.values()) {
      column[size] = Double.NaN;
    }
  }

  /** Sets a measurement of the row begun. */
  void set(RawField field, double value) {
    double[] column = columns.get(field);
    if (column == null) {
      column = new double[timestamps.length];
      Arrays.fill(column, 0, size, Double.NaN);
      columns.put(field, column);
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

  /** The sender took the difference for the first sample too: it is no counter of a connection. */
  void countedFromContactStart() {
    countedFromContactStart = true;
  }

  boolean isCountedFromContactStart() {
    return countedFromContactStart;
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
    double[] column = columns.get(field);
    return column == null ? Double.NaN : column[row];
  }

  boolean has(RawField field) {
    return columns.containsKey(field);
  }

  private void grow() {
    int capacity = timestamps.length * 2;
    timestamps = Arrays.copyOf(timestamps, capacity);
    streams = Arrays.copyOf(streams, capacity);
    positions = Arrays.copyOf(positions, capacity);
    columns.replaceAll((_, column) -> Arrays.copyOf(column, capacity));
  }
}
