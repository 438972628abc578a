package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filters of checked questions as queries. A query knows two truth values as a filter does: a
 * document without the field does not match a comparison, and matches its negation.
 */
final class FilterQuery {
  private static final Map<String, Object> ALL = Map.of("match_all", Map.of());
  private static final Map<String, Object> NONE = Map.of("match_none", Map.of());

  private final Dataset dataset;
  private final ActiveCalls activeCalls;

  FilterQuery(Dataset dataset, ActiveCalls activeCalls) {
    this.dataset = dataset;
    this.activeCalls = activeCalls;
  }

  /** Rows of a range for which the filter is true. */
  Map<String, Object> of(TimeRange range, Filter filter) {
    Map<String, Object> moments =
        TimeBounds.between(range.from().toEpochMilli(), range.to().toEpochMilli() - 1);
    return every(List.of(range(field(Fields.TIMESTAMP), moments), condition(filter)));
  }

  static Map<String, Object> every(List<Map<String, Object>> queries) {
    return Map.of("bool", Map.of("filter", queries));
  }

  private static Map<String, Object> some(List<Map<String, Object>> queries) {
    return Map.of("bool", Map.of("should", queries, "minimum_should_match", 1));
  }

  private static Map<String, Object> not(Map<String, Object> query) {
    return Map.of("bool", Map.of("must_not", List.of(query)));
  }

  Map<String, Object> condition(Filter filter) {
    return switch (filter) {
      case Filter.All all ->
          all.of().isEmpty() ? ALL : every(all.of().stream().map(this::condition).toList());
      case Filter.Any any ->
          any.of().isEmpty() ? NONE : some(any.of().stream().map(this::condition).toList());
      case Filter.Not not -> not(condition(not.of()));
      case Filter.In in -> in(in);
      case Filter.Between between -> between(between);
      case Filter.Exists exists ->
          isDerived(exists.field()) ? ALL : Map.of("exists", Map.of("field", path(exists.field())));
      case Filter.Contains contains ->
          matching(path(contains.field()), TextPattern.containing(contains.text()));
    };
  }

  static Map<String, Object> matching(String path, String pattern) {
    // Without flags the pattern has no operators but the standard ones.
    return Map.of("regexp", Map.of(path, Map.of("value", pattern, "flags", "NONE")));
  }

  private Map<String, Object> in(Filter.In in) {
    if (in.values().isEmpty()) {
      return NONE;
    }
    Field field = field(in.field());
    if (isDerived(in.field())) {
      return active(
          in.values().contains(ActiveCalls.value(in.field(), true)),
          in.values().contains(ActiveCalls.value(in.field(), false)));
    }
    return switch (field.type()) {
      case KEYWORD, BOOLEAN -> Map.of("terms", Map.of(path(in.field()), in.values()));
      case NUMBER -> oneOf(field, in.values());
      case TIME -> some(in.values().stream().map(value -> equal(field, (Number) value)).toList());
    };
  }

  /** A value that an integer field cannot hold is an error among terms, but not as a range. */
  private Map<String, Object> oneOf(Field field, List<Object> values) {
    List<Object> terms = new ArrayList<>();
    List<Map<String, Object>> either = new ArrayList<>();
    for (Object value : values) {
      Number number = (Number) value;
      if (Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
        terms.add(number);
      } else {
        either.add(equal(field, number));
      }
    }
    either.add(Map.of("terms", Map.of(path(field.name()), terms)));
    return some(either);
  }

  private Map<String, Object> equal(Field field, Number value) {
    double number = value.doubleValue();
    return bounded(new Filter.Between(field.name(), number, null, number, null));
  }

  private Map<String, Object> between(Filter.Between between) {
    if (!isDerived(between.field())) {
      return bounded(between);
    }
    return active(contains(between, 1), contains(between, 0));
  }

  private Map<String, Object> bounded(Filter.Between between) {
    Field field = field(between.field());
    if (field.type() == FieldType.TIME) {
      return TimeBounds.of(between).map(bounds -> range(field, bounds)).orElse(NONE);
    }
    Map<String, Object> bounds = new LinkedHashMap<>();
    put(bounds, "gte", between.gte());
    put(bounds, "gt", between.gt());
    put(bounds, "lte", between.lte());
    put(bounds, "lt", between.lt());
    return bounds.isEmpty()
        ? Map.of("exists", Map.of("field", path(field.name())))
        : range(field, bounds);
  }

  private Map<String, Object> active(boolean ofActive, boolean ofOthers) {
    List<Map<String, Object>> either = new ArrayList<>();
    if (ofActive) {
      either.add(activeCalls.query());
    }
    if (ofOthers) {
      either.add(not(activeCalls.query()));
    }
    return either.isEmpty() ? NONE : some(either);
  }

  private static boolean contains(Filter.Between between, double value) {
    Double gte = between.gte();
    Double gt = between.gt();
    Double lte = between.lte();
    Double lt = between.lt();
    return (gte == null || value >= gte)
        && (gt == null || value > gt)
        && (lte == null || value <= lte)
        && (lt == null || value < lt);
  }

  private static void put(Map<String, Object> bounds, String name, @Nullable Double bound) {
    if (bound != null) {
      bounds.put(name, bound);
    }
  }

  private Map<String, Object> range(Field field, Map<String, Object> bounds) {
    return Map.of("range", Map.of(Indices.path(dataset, field), bounds));
  }

  private boolean isDerived(String name) {
    return ActiveCalls.has(dataset, name);
  }

  private String path(String name) {
    return Indices.path(dataset, field(name));
  }

  private Field field(String name) {
    return Fields.find(dataset, name).orElseThrow();
  }
}
