package io.linecheck.store.opensearch;

import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of many: by the measure that the question ranks by, rows without a value last,
 * then by the groups' values, absent last. Holds no more rows than the question asks for.
 */
final class Ranking {
  private final int limit;
  private final Comparator<GroupRow> order;
  private final PriorityQueue<GroupRow> lastFirst;

  Ranking(AggregateQuestion question, List<Measure> measures) {
    this.limit = question.limit();
    Comparator<GroupRow> byKey = (a, b) -> compareKeys(a.key(), b.key());
    AggregateQuestion.Order asked = question.order();
    this.order =
        asked == null
            ? byKey
            : byMeasure(
                    measures.stream().map(Measure::as).toList().indexOf(asked.by()),
                    asked.descending())
                .thenComparing(byKey);
    this.lastFirst = new PriorityQueue<>(order.reversed());
  }

  void add(GroupRow row) {
    lastFirst.add(row);
    if (lastFirst.size() > limit) {
      lastFirst.remove();
    }
  }

  boolean isFull() {
    return lastFirst.size() == limit;
  }

  List<GroupRow> rows() {
    List<GroupRow> rows = new ArrayList<>(lastFirst);
    rows.sort(order);
    return rows;
  }

  private static Comparator<GroupRow> byMeasure(int measure, boolean descending) {
    Comparator<Double> present =
        descending ? Comparator.<Double>reverseOrder() : Comparator.<Double>naturalOrder();
    return (a, b) -> {
      Double left = number(a.measured().get(measure));
      Double right = number(b.measured().get(measure));
      if (left == null || right == null) {
        return Boolean.compare(left == null, right == null);
      }
      return present.compare(left, right);
    };
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }

  private static int compareKeys(List<@Nullable Object> a, List<@Nullable Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int compared = compareValues(a.get(i), b.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private static int compareValues(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    return switch (a) {
      case String left when b instanceof String right -> TextOrder.compare(left, right);
      case Double left when b instanceof Double right -> Double.compare(left, right);
      case Long left when b instanceof Long right -> Long.compare(left, right);
      case Boolean left when b instanceof Boolean right -> Boolean.compare(left, right);
      default -> throw new AssertionError(a.getClass() + " and " + b.getClass());
    };
  }
}
