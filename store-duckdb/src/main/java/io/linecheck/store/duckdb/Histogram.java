package io.linecheck.store.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the minute roll-up counts the values of a window field, so that percentiles over long ranges
 * need no windows.
 *
 * <p>Logarithmic buckets begin at {@code first} and grow by 15 %: a value is off by at most 7 %
 * (half a bucket, as a part of the value) between {@code first} and the last edge; below {@code
 * first} all values share a bucket. MOS has linear buckets of 0.1: off by at most 0.05 of at least
 * 1, five per cent. Whatever lies outside is drawn to the extremes that the roll-up keeps as well.
 *
 * @param buckets as many as the schema has columns {@code <field>_hNN}
 */
record Histogram(String fieldName, double first, double step, boolean logarithmic, int buckets) {
  private static final double GROWTH = 1.15;

  static final List<Histogram> ALL =
      List.of(
          new Histogram("roundTripTimeMillis", 1, GROWTH, true, 63),
          new Histogram("jitterMillis", 0.5, GROWTH, true, 56),
          new Histogram("lossPercent", 0.05, GROWTH, true, 56),
          new Histogram("mosCqe", 1, 0.1, false, 35));

  /** Its place in {@link #ALL}, or -1 for a field that has none. */
  static int indexOf(String fieldName) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).fieldName.equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }

  static Optional<Histogram> of(String fieldName) {
    return ALL.stream().filter(histogram -> histogram.fieldName.equals(fieldName)).findFirst();
  }

  int bucket(double value) {
    if (!logarithmic) {
      return (int) Math.clamp(Math.floor((value - first) / step), 0, buckets - 1);
    }
    return value < first
        ? 0
        : (int) Math.min(1 + Math.floor(Math.log(value / first) / Math.log(step)), buckets - 1);
  }

  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      columns.add(String.format(Locale.ROOT, "%s_h%02d", SqlNames.column(fieldName), bucket));
    }
    return columns;
  }

  /**
   * What stands for the values of a bucket: as far, relatively, from its lower as its upper edge.
   */
  double mark(int bucket) {
    if (!logarithmic) {
      return first + (bucket + 0.5) * step;
    }
    if (bucket == 0) {
      return 0;
    }
    double lower = first * Math.pow(step, bucket - 1.0);
    return 2 * lower * step / (1 + step);
  }

  double errorPercent() {
    return logarithmic ? 100 * (step - 1) / (step + 1) : 100 * step / 2 / first;
  }
}
