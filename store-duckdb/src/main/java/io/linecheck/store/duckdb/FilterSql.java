package io.linecheck.store.duckdb;

import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Filters to conditions. SQL knows a third truth value, filters do not: a comparison with NULL is
 * false, so its negation must hold, which {@code NOT coalesce(…, FALSE)} says.
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
    List<Object> values = new ArrayList<>();
    for (Object value : in.values()) {
      values.add(fitting(column.field(), value));
    }
    return new Sql().add("(" + column.sql() + ") IN (").bindAll(values).add(")");
  }

  private Sql between(Filter.Between between) {
    Column column = columns.apply(between.field());
    FieldType type = column.field().type();
    if (type != FieldType.NUMBER && type != FieldType.TIME) {
      throw BadQuestion.of(
          "field '" + between.field() + "' is a " + word(type) + ", expected a number to compare");
    }
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
    if (column.field().type() != FieldType.KEYWORD) {
      throw BadQuestion.of(
          "field '"
              + contains.field()
              + "' is a "
              + word(column.field().type())
              + ", expected a keyword to look for text in");
    }
    return new Sql()
        .add("contains(lower(" + column.sql() + "), lower(")
        .bind(contains.text())
        .add("))");
  }

  private static Object fitting(Field field, Object value) {
    boolean fits =
        switch (field.type()) {
          case KEYWORD -> value instanceof String;
          case NUMBER, TIME -> value instanceof Number;
          case BOOLEAN -> value instanceof Boolean;
        };
    if (!fits) {
      throw BadQuestion.of(
          "field '"
              + field.name()
              + "' is a "
              + word(field.type())
              + ", expected such values, got '"
              + BadQuestion.shortened(value)
              + "'");
    }
    return value instanceof Number number ? number.doubleValue() : value;
  }

  static String word(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
