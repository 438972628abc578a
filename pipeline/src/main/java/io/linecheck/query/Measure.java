package io.linecheck.query;

import java.util.List;
import java.util.stream.Stream;

/** A number to compute for each group of rows. Rows in which a field is absent do not take part. */
public sealed interface Measure {
  /** The column's name in the answer. */
  String as();

  /** The names of the fields it is computed from. */
  default Stream<String> fields() {
    return switch (this) {
      case Count _ -> Stream.empty();
      case Statistic statistic -> Stream.of(statistic.field());
      case Ratio ratio -> Stream.concat(ratio.numerator().stream(), ratio.denominator().stream());
    };
  }

  /** How many rows. */
  record Count(String as) implements Measure {}

  record Statistic(String as, Function function, String field) implements Measure {}

  /**
   * {@code scale} × Σ numerator fields / Σ denominator fields, absent where the denominator is zero
   * or nothing was measured: loss percent, poor share, setup failure rate.
   */
  record Ratio(String as, List<String> numerator, List<String> denominator, double scale)
      implements Measure {
    public Ratio {
      numerator = List.copyOf(numerator);
      denominator = List.copyOf(denominator);
    }
  }

  /** What {@link Statistic} computes. {@code DISTINCT} counts different values. */
  enum Function {
    AVG,
    MIN,
    MAX,
    SUM,
    P50,
    P95,
    P99,
    DISTINCT
  }
}
