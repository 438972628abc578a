package io.linecheck.store.duckdb;

import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.store.TooExpensive;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate question as one statement. With an interval the groups are ranked over the whole
 * range first, and then only the rows of the chosen groups go into buckets.
 */
final class AggregateSql {
  private final AggregateQuestion question;
  private final Source source;
  private final List<Column> groups;
  private final long interval;
  private final boolean legs;

  AggregateSql(AggregateQuestion question, Source source) {
    this.question = question;
    this.source = source;
    this.groups = question.groupBy().stream().map(source::column).toList();
    this.interval = interval(question);
    this.legs =
        groups.stream().anyMatch(Column::ofLeg)
            || Filter.fields(question.filter()).anyMatch(this::ofLeg)
            || question.measures().stream().flatMap(Measure::fields).anyMatch(this::ofLeg);
  }

  Sql statement() {
    if (interval == 0) {
      return new Sql()
          .add("SELECT " + String.join(", ", names(true)) + " FROM (")
          .add(grouped(question.measures(), false))
          .add(") ORDER BY " + ranking(orderIndex()))
          .add(" LIMIT " + question.limit());
    }
    if (groups.isEmpty()) {
      return new Sql()
          .add("SELECT bucket, " + String.join(", ", measureNames()) + " FROM (")
          .add(grouped(question.measures(), false))
          .add(") ORDER BY bucket LIMIT " + (TooExpensive.MOST_ROWS + 1));
    }
    int order = orderIndex();
    List<Measure> ranked = order < 0 ? List.of() : List.of(question.measures().get(order));
    return new Sql()
        .add("WITH ranked AS (SELECT " + String.join(", ", groupNames()))
        .add(", row_number() OVER (ORDER BY " + ranking(order < 0 ? -1 : 0) + ") AS place FROM (")
        .add(new AggregateSql(this, ranked).grouped(ranked, false))
        .add(") ORDER BY place LIMIT " + question.limit() + ")")
        .add(" SELECT " + String.join(", ", names(true)) + " FROM (")
        .add(grouped(question.measures(), true))
        .add(") ORDER BY place, bucket LIMIT " + (TooExpensive.MOST_ROWS + 1));
  }

  AggregateAnswer read(ResultSet row) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (row.next()) {
      List<@Nullable Object> cells = new ArrayList<>();
      int at = 1;
      for (Column group : groups) {
        cells.add(Rows.value(row, at++, group.field()));
      }
      if (interval > 0) {
        cells.add(row.getLong(at++));
      }
      for (Measure measure : question.measures()) {
        cells.add(value(row, at++, measure));
      }
      rows.add(cells);
    }
    if (rows.size() > TooExpensive.MOST_ROWS) {
      throw TooExpensive.tooManyRows();
    }
    List<String> columns = new ArrayList<>(question.groupBy());
    if (interval > 0) {
      columns.add("bucket");
    }
    question.measures().forEach(measure -> columns.add(measure.as()));
    return new AggregateAnswer(
        columns, rows, source.name(), source.percentileErrorPercent(question.measures()));
  }

  /** The same question over the whole range, for ranking. */
  private AggregateSql(AggregateSql bucketed, List<Measure> measures) {
    this.question = bucketed.question;
    this.source = bucketed.source;
    this.groups = bucketed.groups;
    this.interval = 0;
    this.legs = bucketed.legs || measures.stream().flatMap(Measure::fields).anyMatch(this::ofLeg);
  }

  private Sql grouped(List<Measure> measures, boolean ofRanked) {
    List<String> keys = new ArrayList<>();
    Sql sql = new Sql().add("SELECT ");
    for (int i = 0; i < groups.size(); i++) {
      sql.add(groups.get(i).sql() + " AS g" + i + ", ");
      keys.add(groups.get(i).sql());
    }
    if (interval > 0) {
      String bucket = "f.ts // " + interval + " * " + interval;
      sql.add(bucket + " AS bucket, ");
      keys.add(bucket);
    }
    if (ofRanked) {
      sql.add("r.place AS place, ");
      keys.add("r.place");
    }
    source.preparation(measures).forEach(item -> sql.add(item + ", "));
    for (int i = 0; i < measures.size(); i++) {
      sql.add(source.measure(measures.get(i))).add(" AS m" + i + ", ");
    }
    sql.add("count(*) AS rows_in_group FROM " + source.from(legs));
    if (ofRanked) {
      sql.add(" JOIN ranked r ON ").add(sameGroup());
    }
    sql.add(" WHERE f.ts >= ").bind(question.range().from().toEpochMilli());
    sql.add(" AND f.ts < ").bind(question.range().to().toEpochMilli());
    sql.add(" AND ").add(new FilterSql(source::column).condition(question.filter()));
    return keys.isEmpty() ? sql : sql.add(" GROUP BY " + String.join(", ", keys));
  }

  private String sameGroup() {
    return String.join(
        " AND ",
        IntStream.range(0, groups.size())
            .mapToObj(i -> "(" + groups.get(i).sql() + ") IS NOT DISTINCT FROM r.g" + i)
            .toList());
  }

  /** Order of groups: by the measure {@code m<order>}, then by the groups' values. */
  private String ranking(int order) {
    AggregateQuestion.Order asked = question.order();
    List<String> terms = new ArrayList<>();
    if (order >= 0 && asked != null) {
      terms.add("m" + order + (asked.descending() ? " DESC" : " ASC") + " NULLS LAST");
    }
    groupNames().forEach(name -> terms.add(name + " ASC NULLS LAST"));
    return terms.isEmpty() ? "1" : String.join(", ", terms);
  }

  private int orderIndex() {
    AggregateQuestion.Order order = question.order();
    if (order == null) {
      return -1;
    }
    return question.measures().stream().map(Measure::as).toList().indexOf(order.by());
  }

  private List<String> names(boolean withBucket) {
    List<String> names = new ArrayList<>(groupNames());
    if (withBucket && interval > 0) {
      names.add("bucket");
    }
    names.addAll(measureNames());
    return names;
  }

  private List<String> groupNames() {
    return IntStream.range(0, groups.size()).mapToObj(i -> "g" + i).toList();
  }

  private List<String> measureNames() {
    return IntStream.range(0, question.measures().size()).mapToObj(i -> "m" + i).toList();
  }

  private boolean ofLeg(String field) {
    return source.column(field).ofLeg();
  }

  private @Nullable Object value(ResultSet row, int column, Measure measure) throws SQLException {
    if (isWhole(measure)) {
      return Rows.whole(row, column);
    }
    return Rows.number(row, column);
  }

  private boolean isWhole(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> true;
      case Measure.Ratio _ -> false;
      case Measure.Statistic statistic -> {
        Field field = source.column(statistic.field()).field();
        yield statistic.function() == Measure.Function.DISTINCT || field.type() == FieldType.TIME;
      }
    };
  }

  private static long interval(AggregateQuestion question) {
    Duration asked = question.interval();
    return asked == null ? 0 : asked.toMillis();
  }
}
