package io.linecheck.store.opensearch;

import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.store.TooExpensive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked aggregate question. With an interval the groups are ranked over the whole range first,
 * and then only the rows of the chosen groups go into buckets.
 */
final class Aggregation {
  /** How many different values are counted exactly: all that OpenSearch offers, 64 KB. */
  private static final int DISTINCT_IN_ALL = 40_000;

  private static final int DISTINCT_IN_GROUP = 3_000;

  private final AggregateQuestion question;
  private final ActiveCalls activeCalls;
  private final GroupedRows groups;
  private final PercentileChoice choice;

  Aggregation(AggregateQuestion question, QuestionSearch search, ActiveCalls activeCalls) {
    this.question = question;
    this.activeCalls = activeCalls;
    FilterQuery filters = new FilterQuery(question.dataset(), activeCalls);
    this.groups = new GroupedRows(question, search, filters);
    this.choice = new PercentileChoice(question, search, filters, groups);
  }

  AggregateAnswer answer() {
    List<GroupRow> rows;
    if (question.interval() == null) {
      rows = ranked(question.measures());
    } else if (question.groupBy().isEmpty()) {
      rows = bucketed(question.filter());
    } else {
      rows = bucketsOf(ranked(rankingMeasures()));
    }
    List<String> columns = new ArrayList<>(question.groupBy());
    if (question.interval() != null) {
      columns.add("bucket");
    }
    question.measures().forEach(measure -> columns.add(measure.as()));
    return new AggregateAnswer(
        columns,
        rows.stream().map(GroupRow::cells).toList(),
        question.dataset().apiName(),
        choice.errorPercent());
  }

  private List<Measure> rankingMeasures() {
    AggregateQuestion.Order order = question.order();
    return order == null
        ? List.of()
        : question.measures().stream().filter(measure -> measure.as().equals(order.by())).toList();
  }

  /** The first groups over the whole range, ranked as the question asks. */
  private List<GroupRow> ranked(List<Measure> measures) {
    Ranking ranking = new Ranking(question, measures);
    boolean enoughIsEnough = question.order() == null && groups.inOrder();
    visit(
        question.filter(),
        false,
        measures,
        row -> {
          ranking.add(row);
          return !(enoughIsEnough && ranking.isFull());
        });
    return ranking.rows();
  }

  /** The rows of chosen groups in buckets, group by group. */
  private List<GroupRow> bucketsOf(List<GroupRow> chosen) {
    Map<List<@Nullable Object>, List<GroupRow>> byGroup = new LinkedHashMap<>();
    chosen.forEach(group -> byGroup.put(group.key(), new ArrayList<>()));
    for (GroupRow row : bucketed(new Filter.All(List.of(question.filter(), ofAny(chosen))))) {
      List<GroupRow> rows = byGroup.get(row.key().subList(0, question.groupBy().size()));
      if (rows != null) {
        rows.add(row);
      }
    }
    return byGroup.values().stream().flatMap(List::stream).toList();
  }

  private List<GroupRow> bucketed(Filter filter) {
    List<GroupRow> rows = new ArrayList<>();
    visit(
        filter,
        true,
        question.measures(),
        row -> {
          if (rows.size() == TooExpensive.MOST_ROWS) {
            throw TooExpensive.tooManyRows();
          }
          return rows.add(row);
        });
    return rows;
  }

  /**
   * True of all rows of the groups, and with several group fields of some others: a clause for each
   * field, not for each group, stays within what a query may have.
   */
  private Filter ofAny(List<GroupRow> chosen) {
    if (chosen.size() < question.limit()) {
      return Filter.EVERYTHING;
    }
    List<Filter> fields = new ArrayList<>();
    for (int i = 0; i < question.groupBy().size(); i++) {
      String field = question.groupBy().get(i);
      Set<Object> values = new LinkedHashSet<>();
      List<Filter> either = new ArrayList<>();
      for (GroupRow group : chosen) {
        Object value = group.key().get(i);
        if (value != null) {
          values.add(value);
        } else if (either.isEmpty()) {
          either.add(new Filter.Not(new Filter.Exists(field)));
        }
      }
      either.add(new Filter.In(field, new ArrayList<>(values)));
      fields.add(new Filter.Any(either));
    }
    return new Filter.All(fields);
  }

  private interface RowVisitor {
    boolean visit(GroupRow row);
  }

  private void visit(Filter filter, boolean buckets, List<Measure> asked, RowVisitor visitor) {
    Percentiles percentiles = choice.of(asked, filter, buckets);
    Measures measures = new Measures(question.dataset(), asked, activeCalls, percentiles);
    boolean grouped = buckets || !question.groupBy().isEmpty();
    groups.visit(
        filter,
        buckets,
        measures.aggregations(grouped ? DISTINCT_IN_GROUP : DISTINCT_IN_ALL),
        PageSizes.of(asked, percentiles),
        (key, rows, aggregations) ->
            visitor.visit(GroupRow.of(measures, new Measures.Group(key, rows, aggregations))));
  }
}
