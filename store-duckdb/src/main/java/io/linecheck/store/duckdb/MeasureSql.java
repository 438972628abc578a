package io.linecheck.store.duckdb;

import io.linecheck.query.Measure;
import java.util.List;
import java.util.function.Function;

/** Measures of checked questions to SQL over rows, each row counting once. */
final class MeasureSql {
  private final Function<String, Column> columns;

  MeasureSql(Function<String, Column> columns) {
    this.columns = columns;
  }

  Sql measure(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> new Sql().add("count(*)");
      case Measure.Statistic statistic -> new Sql().add(statistic(statistic));
      case Measure.Ratio ratio ->
          ratio(
              ratio,
              ratio.numerator().stream().map(this::sum).toList(),
              ratio.denominator().stream().map(this::sum).toList());
    };
  }

  /** Sums over sums; NULL where the denominator is zero or all of the numerator is NULL. */
  static Sql ratio(Measure.Ratio ratio, List<String> numerators, List<String> denominators) {
    return new Sql()
        .add("CASE WHEN coalesce(" + String.join(", ", numerators) + ") IS NOT NULL THEN ")
        .bind(ratio.scale())
        .add(" * (" + total(numerators) + ") / nullif(" + total(denominators) + ", 0) END");
  }

  private static String total(List<String> sums) {
    return String.join(" + ", sums.stream().map(sum -> "coalesce(" + sum + ", 0)").toList());
  }

  private String sum(String field) {
    return "sum(" + columns.apply(field).sql() + ")";
  }

  private String statistic(Measure.Statistic statistic) {
    String column = columns.apply(statistic.field()).sql();
    return switch (statistic.function()) {
      case AVG -> "avg(" + column + ")";
      case SUM -> "sum(" + column + ")";
      case MIN -> "min(" + column + ")";
      case MAX -> "max(" + column + ")";
      // quantile_disc is exact and, in DuckDB, faster than the approximate one.
      case P50 -> "quantile_disc(" + column + ", 0.5)";
      case P95 -> "quantile_disc(" + column + ", 0.95)";
      case P99 -> "quantile_disc(" + column + ", 0.99)";
      case DISTINCT -> "count(DISTINCT " + column + ")";
    };
  }
}
