package io.linecheck.store.duckdb;

import io.linecheck.model.Field;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The values of a field with their counts, as one statement. */
final class FacetSql {
  private final FacetQuestion question;
  private final Relation relation;
  private final Column column;

  FacetSql(FacetQuestion question, Relation relation) {
    this.question = question;
    this.relation = relation;
    this.column = relation.column(question.field());
  }

  Sql statement() {
    boolean legs =
        column.ofLeg()
            || Filter.fields(question.filter()).anyMatch(name -> relation.column(name).ofLeg());
    return new Sql()
        .add("SELECT " + text() + " AS value, count(*) AS n FROM " + relation.from(legs))
        .add(" WHERE f.ts >= ")
        .bind(question.range().from().toEpochMilli())
        .add(" AND f.ts < ")
        .bind(question.range().to().toEpochMilli())
        .add(
            " AND (" + column.sql() + ") IS NOT NULL AND starts_with(lower(" + text() + "), lower(")
        .bind(question.prefix())
        .add(")) AND ")
        .add(new FilterSql(relation::column).condition(question.filter()))
        .add(" GROUP BY value ORDER BY n DESC, value LIMIT " + question.limit());
  }

  List<FacetValue> read(ResultSet row) throws SQLException {
    List<FacetValue> values = new ArrayList<>();
    while (row.next()) {
      values.add(new FacetValue(row.getString(1), row.getLong(2)));
    }
    return values;
  }

  /** Numbers without a superfluous {@code .0}. */
  private String text() {
    Field field = column.field();
    return switch (field.type()) {
      case KEYWORD -> column.sql();
      case NUMBER -> "regexp_replace(CAST(" + column.sql() + " AS VARCHAR), '\\.0$', '')";
      case BOOLEAN, TIME -> "CAST(" + column.sql() + " AS VARCHAR)";
    };
  }
}
