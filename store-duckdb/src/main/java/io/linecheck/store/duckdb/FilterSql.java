package io.linecheck.store.duckdb;

import io.linecheck.query.Filter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Filters of checked questions to conditions. SQL knows a third truth value, filters do not: a
 * comparison with NULL is false, so its negation must hold, which {@code NOT coalesce(…, FALSE)}
 * says.
 */
final class FilterSql {
  private final Function<String, Column> columns;

  /**
   * @param columns finds a column by its field's name, or says that there is none
   */
  FilterSql(Function<String, Column> columns) {
    this.columns = columns;
  }

  Sql condition(Filter filter) {
    return switch (filter) {
      case Filter.All all -> joined(all.of(), " AND ", "TRUE");
      case Filter.Any any -> joined(any.of(), " OR ", "FALSE");
      case Filter.Not not ->
          new Sql().add("NOT coalesce(").add(condition(not.of())).add(", FALSE)");
      case Filter.In in -> in(in);
      case Filter.Between between -> between(between);
      case Filter.Exists exists ->
          new Sql().add("(" + columns.apply(exists.field()).sql() + ") IS NOT NULL");
      case Filter.Contains contains -> contains(contains);
    };
  }

  private Sql joined(List<Filter> parts, String with, String ifEmpty) {
    if (parts.isEmpty()) {
      return new Sql().add(ifEmpty);
    }
    Sql sql = new Sql().add("(");
    String joint = "";
    for (Filter part : parts) {
      sql.add(joint).add(condition(part));
      joint = with;
    }
    return sql.add(")");
  }

  private Sql in(Filter.In in) {
    Column column = columns.apply(in.field());
    if (in.values().isEmpty()) {
      return new Sql().add("FALSE");
    }
    List<Object> values =
        in.values().stream()
            .map(value -> value instanceof Number number ? (Object) number.doubleValue() : value)
            .toList();
    return new Sql().add("(" + column.sql() + ") IN (").bindAll(values).add(")");
  }

  private Sql between(Filter.Between between) {
    Column column = columns.apply(between.field());
    Sql sql = new Sql().add("(TRUE");
    bound(sql, column, " >= ", between.gte());
    bound(sql, column, " > ", between.gt());
    bound(sql, column, " <= ", between.lte());
    bound(sql, column, " < ", between.lt());
    return sql.add(" AND (" + column.sql() + ") IS NOT NULL)");
  }

  private static void bound(Sql sql, Column column, String operator, @Nullable Double bound) {
    if (bound != null) {
      sql.add(" AND (" + column.sql() + ")" + operator).bind(bound);
    }
  }

  private Sql contains(Filter.Contains contains) {
    Column column = columns.apply(contains.field());
    return new Sql()
        .add("contains(lower(" + column.sql() + "), lower(")
        .bind(contains.text())
        .add("))");
  }
}
