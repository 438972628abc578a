package io.linecheck.store.opensearch;

import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.store.TooExpensive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides for one question whether its percentiles are exact, and fetches the values if so. */
final class PercentileChoice {
  /** So many values are fetched in five pages, some hundred milliseconds. */
  private static final long FEW_VALUES = 50_000;

  private static final Percentiles NONE = new Percentiles.Exact();

  private final AggregateQuestion question;
  private final QuestionSearch search;
  private final FilterQuery filters;
  private final GroupedRows groups;
  private @Nullable Boolean exact;

  PercentileChoice(
      AggregateQuestion question, QuestionSearch search, FilterQuery filters, GroupedRows groups) {
    this.question = question;
    this.search = search;
    this.filters = filters;
    this.groups = groups;
  }

  /**
   * Where the measures' percentiles come from.
   *
   * @param filter the rows
   * @param buckets whether stretches of time make groups
   */
  Percentiles of(List<Measure> measures, Filter filter, boolean buckets) {
    List<Field> fields = fields(measures);
    if (fields.isEmpty()) {
      return NONE;
    }
    if (!isExact()) {
      return new Percentiles.Histograms();
    }
    Percentiles.Exact exactly = new Percentiles.Exact();
    for (Field field : fields) {
      Budget budget = new Budget();
      groups.visitValues(
          filter,
          buckets,
          field,
          (key, value, count) -> {
            budget.spend();
            exactly.add(field.name(), key, value, count);
          });
    }
    return exactly;
  }

  /** How far a percentile of the answer may be off, relative; null where exact or not asked for. */
  @Nullable Double errorPercent() {
    return fields(question.measures()).isEmpty() || isExact()
        ? null
        : new Percentiles.Histograms().errorPercent();
  }

  private boolean isExact() {
    Boolean known = exact;
    if (known == null) {
      known = askWhetherExact();
      exact = known;
    }
    return known;
  }

  private boolean askWhetherExact() {
    List<Field> fields = fields(question.measures());
    Map<String, Object> aggregations = new LinkedHashMap<>();
    for (Field field : fields) {
      aggregations.put(
          field.name(), Map.of("stats", Map.of("field", Indices.path(question.dataset(), field))));
    }
    JsonNode answer =
        search.ask(
            Map.of(
                "size",
                0,
                "query",
                filters.of(question.range(), question.filter()),
                "aggs",
                aggregations));
    long values = 0;
    double least = 0;
    for (Field field : fields) {
      JsonNode statistics = answer.path("aggregations").path(field.name());
      values += statistics.path("count").asLong(0);
      least = Math.min(least, statistics.path("min").asDouble(0));
    }
    // Histograms have no place for what is below zero; few fields can be, and they have few values.
    return values <= FEW_VALUES || least < 0;
  }

  private List<Field> fields(List<Measure> measures) {
    return measures.stream()
        .filter(Percentiles::of)
        .flatMap(Measure::fields)
        .filter(name -> !ActiveCalls.has(question.dataset(), name))
        .distinct()
        .map(name -> Fields.find(question.dataset(), name).orElseThrow())
        .toList();
  }

  /** Bounds the memory that values below zero, however many, take here. */
  private static final class Budget {
    private int spent;

    void spend() {
      spent++;
      if (spent > TooExpensive.MOST_ROWS) {
        throw TooExpensive.tooManyRows();
      }
    }
  }
}
