package io.linecheck.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one batch, column by column: the hot path's shape, filled by the decoder and read
 * by the mender and the store without an object for each sample.
 *
 * <p>An absent measurement is {@code NaN}, so that arithmetic on it stays absent; a column nobody
 * wrote to does not exist. Counts are whole numbers and exact up to 2^53. Grows as rows are added;
 * not thread-safe; owned by one batch.
 */
public final class SampleBlock {
  private long[] timestampsMillis;
  private StreamType[] streams;
  private final EnumMap<SampleField, double[]> columns = new EnumMap<>(SampleField.class);
  private int size;

  public SampleBlock(int expectedRows) {
    int capacity = Math.max(expectedRows, 4);
    this.timestampsMillis = new long[capacity];
    this.streams = new StreamType[capacity];
  }

  public int size() {
    return size;
  }

  /** Adds a row with no measurements yet and returns its index. */
  public int add(StreamType stream, long timestampMillis) {
    if (size == timestampsMillis.length) {
      grow();
    }
    timestampsMillis[size] = timestampMillis;
    streams[size] = stream;
    return size++;
  }

  public StreamType stream(int row) {
    return streams[row];
  }

  /** Epoch milliseconds, UTC. */
  public long timestampMillis(int row) {
    return timestampsMillis[row];
  }

  /** The value, or {@code NaN} where it was not measured. */
  public double get(SampleField field, int row) {
    double[] column = columns.get(field);
    return column == null ? Double.NaN : column[row];
  }

  public void set(SampleField field, int row, double value) {
    columns.computeIfAbsent(field, _ -> absentColumn(timestampsMillis.length))[row] = value;
  }

  /**
   * The column's backing array, valid for the first {@link #size()} rows; null where nobody wrote.
   */
  public double @Nullable [] column(SampleField field) {
    return columns.get(field);
  }

  private void grow() {
    int capacity = timestampsMillis.length * 2;
    timestampsMillis = Arrays.copyOf(timestampsMillis, capacity);
    streams = Arrays.copyOf(streams, capacity);
    for (Map.Entry<SampleField, double[]> entry : columns.entrySet()) {
      double[] old = entry.getValue();
      double[] larger = Arrays.copyOf(old, capacity);
      Arrays.fill(larger, old.length, capacity, Double.NaN);
      entry.setValue(larger);
    }
  }

  private static double[] absentColumn(int capacity) {
    double[] column = new double[capacity];
    Arrays.fill(column, Double.NaN);
    return column;
  }
}
