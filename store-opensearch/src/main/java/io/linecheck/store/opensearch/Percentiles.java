package io.linecheck.store.opensearch;

import io.linecheck.query.Measure;
import io.linecheck.store.opensearch.Measures.Group;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where percentiles come from. Of few values they are exact: all values are fetched with their
 * counts. Of many they come from histograms that the cluster makes, whose error is bounded, unlike
 * that of a t-digest, which can be off by any amount where values come in clusters.
 */
sealed interface Percentiles {
  /** Adds what must be asked for each group. */
  void aggregation(String name, String path, Map<String, Object> aggregations);

  @Nullable Double value(Measure.Statistic statistic, Group group);

  /** How far a value may be off, relative; null where exact. */
  @Nullable Double errorPercent();

  static boolean of(Measure measure) {
    return measure instanceof Measure.Statistic statistic
        && switch (statistic.function()) {
          case P50, P95, P99 -> true;
          case AVG, MIN, MAX, SUM, DISTINCT -> false;
        };
  }

  static double share(Measure.Function function) {
    return switch (function) {
      case P50 -> 0.5;
      case P95 -> 0.95;
      case P99 -> 0.99;
      case AVG, MIN, MAX, SUM, DISTINCT ->
          throw new IllegalArgumentException(function + " is no percentile");
    };
  }

  /** From histograms with buckets of constant relative width; they have no place below zero. */
  record Histograms() implements Percentiles {
    private static final String NAME = "percentiles:";

    /** Two digits: off by one per cent, 20 KB for each group. */
    private static final int DIGITS = 2;

    @Override
    public void aggregation(String name, String path, Map<String, Object> aggregations) {
      aggregations.put(
          NAME + name,
          Map.of(
              "percentiles",
              Map.of(
                  "field",
                  path,
                  "percents",
                  List.of(50, 95, 99),
                  "hdr",
                  Map.of("number_of_significant_value_digits", DIGITS))));
    }

    @Override
    public @Nullable Double value(Measure.Statistic statistic, Group group) {
      String percent = Double.toString(Math.rint(100 * share(statistic.function())));
      JsonNode value =
          group.aggregations().path(NAME + statistic.field()).path("values").path(percent);
      return value.isNumber() ? value.asDouble() : null;
    }

    @Override
    public Double errorPercent() {
      return 100 * Math.pow(10, -DIGITS);
    }
  }

  /** From the values themselves. */
  record Exact(Map<String, Map<List<@Nullable Object>, ValueCounts>> byField)
      implements Percentiles {
    Exact() {
      this(new HashMap<>());
    }

    void add(String field, List<@Nullable Object> key, double value, long count) {
      byField
          .computeIfAbsent(field, _ -> new LinkedHashMap<>())
          .computeIfAbsent(key, _ -> new ValueCounts())
          .add(value, count);
    }

    @Override
    public void aggregation(String name, String path, Map<String, Object> aggregations) {
      // The values were fetched before.
    }

    @Override
    public @Nullable Double value(Measure.Statistic statistic, Group group) {
      ValueCounts counts = byField.getOrDefault(statistic.field(), Map.of()).get(group.key());
      return counts == null ? null : Double.valueOf(counts.atShare(share(statistic.function())));
    }

    @Override
    public @Nullable Double errorPercent() {
      return null;
    }
  }
}
