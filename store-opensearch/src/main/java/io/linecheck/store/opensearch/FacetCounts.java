package io.linecheck.store.opensearch;

import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import tools.jackson.databind.JsonNode;

/** The values of a field with their counts, for a checked question. */
final class FacetCounts {
  private static final String VALUES = "values";

  /** With more different values than this on a shard its most frequent ones may be miscounted. */
  private static final int VALUES_OF_SHARD = 20_000;

  private static final Comparator<FacetValue> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(FacetValue::count)
          .reversed()
          .thenComparing(FacetValue::value, TextOrder::compare);

  private final FacetQuestion question;
  private final QuestionSearch search;
  private final FilterQuery filters;
  private final Field field;

  FacetCounts(FacetQuestion question, QuestionSearch search, ActiveCalls activeCalls) {
    this.question = question;
    this.search = search;
    this.filters = new FilterQuery(question.dataset(), activeCalls);
    this.field = Fields.find(question.dataset(), question.field()).orElseThrow();
  }

  List<FacetValue> answer() {
    if (ActiveCalls.has(question.dataset(), field.name())) {
      return ofActive();
    }
    Optional<List<FacetValue>> frequent =
        field.type() == FieldType.KEYWORD ? mostFrequent() : Optional.empty();
    return frequent.orElseGet(this::counted);
  }

  /** By the cluster's list of frequent values; empty if that is not certain to be right. */
  private Optional<List<FacetValue>> mostFrequent() {
    Map<String, Object> terms =
        Map.of(
            "field",
            path(),
            "size",
            question.limit(),
            "shard_size",
            Math.max(question.limit(), VALUES_OF_SHARD),
            "order",
            List.of(Map.of("_count", "desc"), Map.of("_key", "asc")));
    JsonNode values =
        search
            .ask(
                Map.of("size", 0, "query", query(), "aggs", Map.of(VALUES, Map.of("terms", terms))))
            .path("aggregations")
            .path(VALUES);
    if (values.path("doc_count_error_upper_bound").asLong(0) != 0) {
      return Optional.empty();
    }
    List<FacetValue> facets = new ArrayList<>();
    for (JsonNode bucket : values.path("buckets")) {
      facets.add(new FacetValue(bucket.path("key").asString(), bucket.path("doc_count").asLong()));
    }
    return Optional.of(facets);
  }

  /** By counting all values. */
  private List<FacetValue> counted() {
    PriorityQueue<FacetValue> rarestFirst = new PriorityQueue<>(MOST_FREQUENT_FIRST.reversed());
    List<Groups.Source> sources = List.of(Groups.Source.ofPresent(field, path()));
    new Groups(search, query(), sources, Map.of(), PageSizes.PLAIN)
        .visit((key, rows, _) -> {
          Object value = key.getFirst();
          if (value != null) {
            add(rarestFirst, new FacetValue(text(value), rows));
          }
          return true;
        });
    return rarestFirst.stream().sorted(MOST_FREQUENT_FIRST).toList();
  }

  private List<FacetValue> ofActive() {
    PriorityQueue<FacetValue> rarestFirst = new PriorityQueue<>(MOST_FREQUENT_FIRST.reversed());
    for (boolean active : List.of(true, false)) {
      Filter ofThose = new Filter.In(ActiveCalls.ACTIVE, List.<Object>of(active));
      Map<String, Object> query =
          filters.of(question.range(), new Filter.All(List.of(question.filter(), ofThose)));
      JsonNode answer = search.ask(Map.of("size", 0, "track_total_hits", true, "query", query));
      long count = answer.path("hits").path("total").path("value").asLong(0);
      if (count > 0) {
        String text = text(ActiveCalls.value(field.name(), active));
        add(rarestFirst, new FacetValue(text, count));
      }
    }
    return rarestFirst.stream().sorted(MOST_FREQUENT_FIRST).toList();
  }

  private void add(PriorityQueue<FacetValue> rarestFirst, FacetValue value) {
    if (!lower(value.value()).startsWith(lower(question.prefix()))) {
      return;
    }
    rarestFirst.add(value);
    if (rarestFirst.size() > question.limit()) {
      rarestFirst.remove();
    }
  }

  private Map<String, Object> query() {
    Map<String, Object> query = filters.of(question.range(), question.filter());
    if (field.type() != FieldType.KEYWORD || question.prefix().isEmpty()) {
      return query;
    }
    return FilterQuery.every(
        List.of(query, FilterQuery.matching(path(), TextPattern.beginningWith(question.prefix()))));
  }

  /** Numbers without a superfluous {@code .0}. */
  private static String text(Object value) {
    return value instanceof Double number && Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private String path() {
    return Indices.path(question.dataset(), field);
  }
}
