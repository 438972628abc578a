package io.linecheck.store.duckdb;

import io.linecheck.store.StreamTail;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The moments of one stream that are stored, sorted, and how the stream ends. Written by the writer
 * thread alone.
 */
final class SeenTimestamps {
  private long[] moments = new long[32];
  private int size;
  private double lastJitterBufferMillis = Double.NaN;
  private boolean cumulative;

  int size() {
    return size;
  }

  /** Whether the moment was new. {@code jitterBufferMillis} is Connect's raw value with it. */
  boolean add(long moment, double jitterBufferMillis) {
    int at = size;
    if (size > 0 && moment <= moments[size - 1]) {
      int found = Arrays.binarySearch(moments, 0, size, moment);
      if (found >= 0) {
        return false;
      }
      at = -found - 1;
    }
    if (size == moments.length) {
      moments = Arrays.copyOf(moments, size * 2);
    }
    if (at < size) {
      System.arraycopy(moments, at, moments, at + 1, size - at);
    } else {
      lastJitterBufferMillis = jitterBufferMillis;
    }
    moments[at] = moment;
    size++;
    cumulative |= StreamTail.isCumulative(jitterBufferMillis);
    return true;
  }

  @Nullable StreamTail tail() {
    return size == 0
        ? null
        : new StreamTail(moments[0], moments[size - 1], lastJitterBufferMillis, cumulative);
  }
}
