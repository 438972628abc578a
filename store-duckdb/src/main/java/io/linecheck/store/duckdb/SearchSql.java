package io.linecheck.store.duckdb;

import io.linecheck.model.Dataset;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search as statements. The rows of the page are found first and joined with their legs after,
 * which on large tables is ten times faster and more. Pages continue after the last row's sort
 * value and key, so that rows which arrive meanwhile do not shift them.
 */
final class SearchSql {
  private final SearchQuestion question;
  private final Relation relation;
  private final Column sort;

  SearchSql(SearchQuestion question, Relation relation) {
    this.question = question;
    this.relation = relation;
    this.sort = relation.column(question.sortField());
  }

  /** One row more than the page has, to know whether another follows. */
  Sql page() {
    boolean legs = sort.ofLeg() || filterNeedsLegs();
    Sql inner =
        new Sql()
            .add("SELECT f.*, " + sort.sql() + " AS sort_value FROM " + relation.from(legs))
            .add(matching());
    String cursor = question.cursor();
    if (cursor != null) {
      inner.add(" AND ").add(after(Cursor.decode(cursor, question, relation.key().size())));
    }
    inner.add(order()).add(" LIMIT " + (question.limit() + 1L));
    String columns = relation.columns().stream().map(Column::sql).collect(Collectors.joining(", "));
    return new Sql()
        .add("SELECT f.sort_value, " + key() + ", " + columns + extra() + " FROM (")
        .add(inner)
        .add(") f")
        .add(Relation.named(relation.dataset()) ? " JOIN call_leg l ON l.leg_id = f.leg_id" : "")
        .add(order());
  }

  Sql total() {
    return new Sql()
        .add("SELECT count(*) FROM " + relation.from(filterNeedsLegs()))
        .add(matching());
  }

  SearchAnswer read(ResultSet row, long total) throws SQLException {
    List<Map<String, Object>> documents = new ArrayList<>();
    Cursor last = null;
    while (row.next()) {
      if (documents.size() == question.limit()) {
        String next = last == null ? null : last.encode(question);
        return new SearchAnswer(documents, next, total);
      }
      last = cursor(row);
      documents.add(Documents.read(row, 2 + relation.key().size(), relation));
    }
    return new SearchAnswer(documents, null, total);
  }

  private boolean filterNeedsLegs() {
    return Filter.fields(question.filter()).anyMatch(name -> relation.column(name).ofLeg());
  }

  private Sql matching() {
    Filter filter = question.filter();
    return new Sql()
        .add(" WHERE f.ts >= ")
        .bind(question.range().from().toEpochMilli())
        .add(" AND f.ts < ")
        .bind(question.range().to().toEpochMilli())
        .add(" AND ")
        .add(new FilterSql(relation::column).condition(filter));
  }

  private String order() {
    return " ORDER BY sort_value "
        + (question.descending() ? "DESC" : "ASC")
        + " NULLS LAST, "
        + key();
  }

  private String key() {
    return relation.key().stream().map(name -> "f." + name).collect(Collectors.joining(", "));
  }

  private String extra() {
    return relation.dataset() == Dataset.REPORTS ? ", f.report" : "";
  }

  private Sql after(Cursor cursor) {
    Sql beyondKey = new Sql().add("(" + key() + ") > (").bindAll(cursor.key()).add(")");
    String value = "(" + sort.sql() + ")";
    Object sortValue = cursor.sortValue();
    if (sortValue == null) {
      return new Sql().add("(" + value + " IS NULL AND ").add(beyondKey).add(")");
    }
    return new Sql()
        .add("(" + value + (question.descending() ? " < " : " > "))
        .bind(sortValue)
        .add(" OR " + value + " IS NULL OR (" + value + " = ")
        .bind(sortValue)
        .add(" AND ")
        .add(beyondKey)
        .add("))");
  }

  private Cursor cursor(ResultSet row) throws SQLException {
    @Nullable Object sortValue = Rows.value(row, 1, sort.field());
    List<Object> key = new ArrayList<>();
    for (int i = 0; i < relation.key().size(); i++) {
      Object part = row.getObject(2 + i);
      key.add(part instanceof Number number ? (Object) number.longValue() : part.toString());
    }
    return new Cursor(sortValue, key);
  }
}
