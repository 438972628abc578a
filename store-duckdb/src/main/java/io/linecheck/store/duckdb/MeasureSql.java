package io.linecheck.store.duckdb;

import io.linecheck.model.FieldType;
import io.linecheck.query.Measure;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Measures to SQL over rows, each row counting once. */
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
    return "sum(" + number(columns.apply(field), "a ratio") + ")";
  }

  private String statistic(Measure.Statistic statistic) {
    Column column = columns.apply(statistic.field());
    String what = statistic.function().name().toLowerCase(Locale.ROOT);
    return switch (statistic.function()) {
      case AVG -> "avg(" + number(column, what) + ")";
      case SUM -> "sum(" + number(column, what) + ")";
      case MIN -> "min(" + numberOrTime(column, what) + ")";
      case MAX -> "max(" + numberOrTime(column, what) + ")";
      // quantile_disc is exact and, in DuckDB, faster than the approximate one.
      case P50 -> "quantile_disc(" + number(column, what) + ", 0.5)";
      case P95 -> "quantile_disc(" + number(column, what) + ", 0.95)";
      case P99 -> "quantile_disc(" + number(column, what) + ", 0.99)";
      case DISTINCT -> "count(DISTINCT " + column.sql() + ")";
    };
  }

  private static String number(Column column, String what) {
    if (column.field().type() != FieldType.NUMBER) {
      throw BadQuestion.of(
          "field '"
              + column.field().name()
              + "' is a "
              + FilterSql.word(column.field().type())
              + ", expected a number for "
              + what);
    }
    return column.sql();
  }

  private static String numberOrTime(Column column, String what) {
    return column.field().type() == FieldType.TIME ? column.sql() : number(column, what);
  }
}
