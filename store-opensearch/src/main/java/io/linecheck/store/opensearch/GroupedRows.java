package io.linecheck.store.opensearch;

import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The groups of an aggregate question, whatever makes them: fields of documents, stretches of time,
 * whether a call is active, or nothing at all. A group's key has a value for each of the question's
 * fields, then the start of its stretch of time if there is one.
 */
final class GroupedRows {
  private final AggregateQuestion question;
  private final QuestionSearch search;
  private final FilterQuery filters;

  GroupedRows(AggregateQuestion question, QuestionSearch search, FilterQuery filters) {
    this.question = question;
    this.search = search;
    this.filters = filters;
  }

  /**
   * Visits the groups that have rows, or the one group of all rows if nothing makes groups.
   *
   * @param filter the rows
   * @param buckets whether stretches of time make groups too
   * @param measures aggregations for each group
   */
  void visit(
      Filter filter,
      boolean buckets,
      Map<String, Object> measures,
      int pageSize,
      Groups.Visitor visitor) {
    List<Groups.Source> sources = sources(buckets);
    if (!groupsByActive()) {
      visit(filter, sources, measures, pageSize, visitor);
      return;
    }
    for (boolean active : List.of(false, true)) {
      Filter ofThose =
          new Filter.All(
              List.of(filter, new Filter.In(ActiveCalls.ACTIVE, List.<Object>of(active))));
      visit(
          ofThose,
          sources,
          measures,
          pageSize,
          (key, rows, aggregations) ->
              rows == 0 || visitor.visit(withActive(key, active), rows, aggregations));
    }
  }

  /** Visits the values of a number in each group, ascending within it, with their counts. */
  void visitValues(Filter filter, boolean buckets, Field field, ValueVisitor visitor) {
    List<Groups.Source> sources = new ArrayList<>(sources(buckets));
    sources.add(Groups.Source.ofPresent(field, Indices.path(question.dataset(), field)));
    for (boolean active : groupsByActive() ? List.of(false, true) : List.of(false)) {
      Filter ofThose =
          groupsByActive()
              ? new Filter.All(
                  List.of(filter, new Filter.In(ActiveCalls.ACTIVE, List.<Object>of(active))))
              : filter;
      visit(
          ofThose,
          sources,
          Map.of(),
          PageSizes.PLAIN,
          (key, rows, _) -> {
            Object value = key.removeLast();
            if (value instanceof Double number) {
              visitor.visit(groupsByActive() ? withActive(key, active) : key, number, rows);
            }
            return true;
          });
    }
  }

  interface ValueVisitor {
    void visit(List<@Nullable Object> key, double value, long count);
  }

  /** Whether groups are visited in the order of their keys. */
  boolean inOrder() {
    return !groupsByActive();
  }

  private void visit(
      Filter filter,
      List<Groups.Source> sources,
      Map<String, Object> measures,
      int pageSize,
      Groups.Visitor visitor) {
    Map<String, Object> query = filters.of(question.range(), filter);
    if (!sources.isEmpty()) {
      new Groups(search, query, sources, measures, pageSize).visit(visitor);
      return;
    }
    JsonNode answer =
        search.ask(Map.of("size", 0, "track_total_hits", true, "query", query, "aggs", measures));
    long rows = answer.path("hits").path("total").path("value").asLong(0);
    visitor.visit(new ArrayList<>(), rows, answer.path("aggregations"));
  }

  private List<Groups.Source> sources(boolean buckets) {
    List<Groups.Source> sources = new ArrayList<>();
    for (String name : question.groupBy()) {
      if (!isDerived(name)) {
        Field field = field(name);
        sources.add(Groups.Source.of(field, Indices.path(question.dataset(), field)));
      }
    }
    Duration interval = question.interval();
    if (buckets && interval != null) {
      sources.add(
          Groups.Source.ofBuckets(
              Indices.path(question.dataset(), field(Fields.TIMESTAMP)), interval.toMillis()));
    }
    return sources;
  }

  private List<@Nullable Object> withActive(List<@Nullable Object> stored, boolean active) {
    List<@Nullable Object> key = new ArrayList<>(stored);
    for (int i = 0; i < question.groupBy().size(); i++) {
      String name = question.groupBy().get(i);
      if (isDerived(name)) {
        key.add(i, ActiveCalls.value(name, active));
      }
    }
    return key;
  }

  private boolean groupsByActive() {
    return question.groupBy().stream().anyMatch(this::isDerived);
  }

  private boolean isDerived(String name) {
    return ActiveCalls.has(question.dataset(), name);
  }

  private Field field(String name) {
    return Fields.find(question.dataset(), name).orElseThrow();
  }
}
