package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.query.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Measures of a checked question as aggregations, and their values read back. All but percentiles
 * and the count of different values comes from a field's count, sum and extremes, asked for once.
 */
final class Measures {
  private static final String STATISTICS = "statistics:";
  private static final String DIFFERENT = "different:";
  private static final String ACTIVE = "active";

  private final Dataset dataset;
  private final List<Measure> measures;
  private final ActiveCalls activeCalls;
  private final Percentiles percentiles;

  Measures(
      Dataset dataset, List<Measure> measures, ActiveCalls activeCalls, Percentiles percentiles) {
    this.dataset = dataset;
    this.measures = measures;
    this.activeCalls = activeCalls;
    this.percentiles = percentiles;
  }

  /**
   * Aggregations for one group.
   *
   * @param distinctThreshold up to how many different values are counted exactly
   */
  Map<String, Object> aggregations(int distinctThreshold) {
    Map<String, Object> aggregations = new LinkedHashMap<>();
    for (Measure measure : measures) {
      measure
          .fields()
          .forEach(name -> {
            if (ActiveCalls.has(dataset, name)) {
              aggregations.put(ACTIVE, Map.of("filter", activeCalls.query()));
            } else if (function(measure) == Measure.Function.DISTINCT) {
              aggregations.put(
                  DIFFERENT + name,
                  Map.of(
                      "cardinality",
                      Map.of("field", path(name), "precision_threshold", distinctThreshold)));
            } else if (Percentiles.of(measure)) {
              percentiles.aggregation(name, path(name), aggregations);
            } else {
              aggregations.put(STATISTICS + name, Map.of("stats", Map.of("field", path(name))));
            }
          });
    }
    return aggregations;
  }

  /** The value of each measure for a group: {@link Double}, {@link Long} or null for absent. */
  @Nullable Object value(int measure, Group group) {
    return switch (measures.get(measure)) {
      case Measure.Count _ -> group.rows();
      case Measure.Ratio ratio -> ratio(ratio, group);
      case Measure.Statistic statistic ->
          ActiveCalls.has(dataset, statistic.field())
              ? ofActive(statistic.function(), active(group), group.rows())
              : statistic(statistic, group);
    };
  }

  int size() {
    return measures.size();
  }

  /** A group's key, how many rows it has, and its aggregations. */
  record Group(List<@Nullable Object> key, long rows, JsonNode aggregations) {}

  private @Nullable Object statistic(Measure.Statistic statistic, Group group) {
    Field field = Fields.find(dataset, statistic.field()).orElseThrow();
    JsonNode statistics = group.aggregations().path(STATISTICS + field.name());
    return switch (statistic.function()) {
      case DISTINCT -> group.aggregations().path(DIFFERENT + field.name()).path("value").asLong(0);
      case P50, P95, P99 -> percentiles.value(statistic, group);
      case AVG -> of(statistics, "avg", field.type());
      case SUM -> of(statistics, "sum", field.type());
      case MIN -> of(statistics, "min", field.type());
      case MAX -> of(statistics, "max", field.type());
    };
  }

  /** The sum of nothing is zero to OpenSearch, and absent to us. */
  private static @Nullable Object of(JsonNode statistics, String which, FieldType type) {
    if (statistics.path("count").asLong(0) == 0) {
      return null;
    }
    double value = statistics.path(which).asDouble();
    return type == FieldType.TIME ? (Object) Math.round(value) : (Object) value;
  }

  private @Nullable Double ratio(Measure.Ratio ratio, Group group) {
    List<Double> numerators = sums(ratio.numerator(), group);
    double denominator = total(sums(ratio.denominator(), group));
    return numerators.isEmpty() || denominator == 0
        ? null
        : Double.valueOf(ratio.scale() * total(numerators) / denominator);
  }

  private List<Double> sums(List<String> fields, Group group) {
    return fields.stream().flatMap(name -> sum(name, group)).toList();
  }

  private Stream<Double> sum(String name, Group group) {
    if (ActiveCalls.has(dataset, name)) {
      return group.rows() == 0 ? Stream.empty() : Stream.of((double) active(group));
    }
    JsonNode statistics = group.aggregations().path(STATISTICS + name);
    return statistics.path("count").asLong(0) == 0
        ? Stream.empty()
        : Stream.of(statistics.path("sum").asDouble());
  }

  private static double total(List<Double> sums) {
    return sums.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static long active(Group group) {
    return group.aggregations().path(ACTIVE).path("doc_count").asLong(0);
  }

  /** Statistics of a field that is 1 for so many rows and 0 for the rest. */
  private static @Nullable Object ofActive(Measure.Function function, long active, long rows) {
    if (function == Measure.Function.DISTINCT) {
      return (active > 0 ? 1L : 0L) + (active < rows ? 1L : 0L);
    }
    if (rows == 0) {
      return null;
    }
    return switch (function) {
      case AVG -> (double) active / rows;
      case SUM -> (double) active;
      case MIN -> active == rows ? 1.0 : 0.0;
      case MAX -> active > 0 ? 1.0 : 0.0;
      case P50, P95, P99 ->
          ValueCounts.rank(Percentiles.share(function), rows) > rows - active ? 1.0 : 0.0;
      case DISTINCT -> throw new AssertionError(function);
    };
  }

  private static Measure.@Nullable Function function(Measure measure) {
    return measure instanceof Measure.Statistic statistic ? statistic.function() : null;
  }

  private String path(String name) {
    return Indices.path(dataset, Fields.find(dataset, name).orElseThrow());
  }
}
