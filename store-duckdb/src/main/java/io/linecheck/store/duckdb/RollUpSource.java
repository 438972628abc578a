package io.linecheck.store.duckdb;

import io.linecheck.derive.Stretch;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates windows through the minute roll-up. Sums, counts, averages and extremes come out as
 * they would from the windows; percentiles come from histograms.
 */
final class RollUpSource implements Source {
  /** Below it the windows themselves are few enough. */
  private static final Duration LONG_RANGE = Duration.ofHours(6);

  private static final Set<String> DIMENSIONS =
      Stream.concat(
              Stream.of(Fields.CONTACT_ID, Fields.AGENT, Fields.STREAM),
              Stream.of(CallAttribute.values()).map(CallAttribute::fieldName))
          .collect(Collectors.toUnmodifiableSet());

  private final Relation windows;

  RollUpSource(Relation windows) {
    this.windows = windows;
  }

  /** Whether the roll-up has what the question asks for, minute by minute. */
  static boolean answers(AggregateQuestion question) {
    Duration interval = question.interval();
    return question.dataset() == Dataset.WINDOWS
        && question.range().length().compareTo(LONG_RANGE) > 0
        && wholeMinutes(question.range().from().toEpochMilli())
        && wholeMinutes(question.range().to().toEpochMilli())
        && (interval == null || wholeMinutes(interval.toMillis()))
        && DIMENSIONS.containsAll(question.groupBy())
        && Filter.fields(question.filter()).allMatch(DIMENSIONS::contains)
        && question.measures().stream().allMatch(RollUpSource::has);
  }

  @Override
  public String name() {
    return "rollup1m";
  }

  @Override
  public Column column(String field) {
    return windows.column(field);
  }

  @Override
  public String from(boolean legs) {
    return "roll_1m f" + (legs ? " JOIN call_leg l ON l.leg_id = f.leg_id" : "");
  }

  /** Running totals over the buckets of each histogram in use. */
  @Override
  public List<String> preparation(List<Measure> asked) {
    List<String> items = new ArrayList<>();
    histograms(asked).distinct().forEach(histogram -> items.addAll(runningTotals(histogram)));
    return items;
  }

  @Override
  public Sql measure(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> new Sql().add("coalesce(sum(f.window_count), 0)::BIGINT");
      case Measure.Statistic statistic -> new Sql().add(statistic(statistic));
      case Measure.Ratio ratio ->
          MeasureSql.ratio(
              ratio,
              ratio.numerator().stream().map(RollUpSource::sum).toList(),
              ratio.denominator().stream().map(RollUpSource::sum).toList());
    };
  }

  @Override
  public @Nullable Double percentileErrorPercent(List<Measure> asked) {
    return histograms(asked).map(Histogram::errorPercent).max(Double::compare).orElse(null);
  }

  private static boolean wholeMinutes(long millis) {
    return millis % Stretch.MINUTE_MILLIS == 0;
  }

  private static boolean has(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> true;
      case Measure.Ratio ratio ->
          Stream.concat(ratio.numerator().stream(), ratio.denominator().stream())
              .allMatch(RollUpSource::summed);
      case Measure.Statistic statistic ->
          switch (statistic.function()) {
            case AVG, SUM -> summed(statistic.field());
            case MIN, MAX -> RollUp.MEASURED.contains(statistic.field());
            case P50, P95, P99 -> Histogram.of(statistic.field()).isPresent();
            case DISTINCT -> DIMENSIONS.contains(statistic.field());
          };
    };
  }

  private static boolean summed(String field) {
    return RollUp.MEASURED.contains(field) || RollUp.CLASS_COUNTS.contains(field);
  }

  private static String sum(String field) {
    String column = "f." + SqlNames.column(field);
    return "sum(" + column + (RollUp.CLASS_COUNTS.contains(field) ? "" : "_sum") + ")::DOUBLE";
  }

  private static String count(String field) {
    return RollUp.CLASS_COUNTS.contains(field)
        ? "sum(f.window_count)"
        : "sum(f." + SqlNames.column(field) + "_count)";
  }

  private String statistic(Measure.Statistic statistic) {
    String field = statistic.field();
    String column = "f." + SqlNames.column(field);
    return switch (statistic.function()) {
      case AVG -> sum(field) + " / nullif(" + count(field) + ", 0)";
      case SUM -> sum(field);
      case MIN -> "min(" + column + "_min)";
      case MAX -> "max(" + column + "_max)";
      case P50 -> percentile(field, 0.5);
      case P95 -> percentile(field, 0.95);
      case P99 -> percentile(field, 0.99);
      case DISTINCT -> "count(DISTINCT " + windows.column(field).sql() + ")";
    };
  }

  private static Stream<Histogram> histograms(List<Measure> asked) {
    return asked.stream()
        .flatMap(measure ->
            measure instanceof Measure.Statistic statistic && isPercentile(statistic)
                ? Histogram.of(statistic.field()).stream()
                : Stream.empty());
  }

  private static boolean isPercentile(Measure.Statistic statistic) {
    return switch (statistic.function()) {
      case P50, P95, P99 -> true;
      case AVG, MIN, MAX, SUM, DISTINCT -> false;
    };
  }

  private static List<String> runningTotals(Histogram histogram) {
    return histogram.columns().stream()
        .map(column -> "sum(f." + column + ")::BIGINT AS " + total(column))
        .toList();
  }

  /** The mark of the first bucket whose running total reaches the rank, within the extremes. */
  private static String percentile(String field, double share) {
    Histogram histogram = Histogram.of(field).orElseThrow();
    List<String> columns = histogram.columns();
    String rank =
        String.format(Locale.ROOT, "greatest(1, ceil(%s * %s))", share, total(columns.getLast()));
    StringBuilder cases = new StringBuilder("CASE");
    for (int bucket = 0; bucket < columns.size(); bucket++) {
      cases.append(" WHEN ").append(total(columns.get(bucket))).append(" >= ").append(rank);
      cases.append(" THEN ").append(histogram.mark(bucket));
    }
    String column = SqlNames.column(field);
    return "least(greatest(%s END, min(f.%s_min)), max(f.%s_max))".formatted(cases, column, column);
  }

  private static String total(String column) {
    return column + "_total";
  }
}
