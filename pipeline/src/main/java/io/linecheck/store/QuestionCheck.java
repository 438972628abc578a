package io.linecheck.store;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Holds questions against the field catalogue, so that every store refuses the same ones in the
 * same words, and may take names and values of a checked question as they are.
 */
public final class QuestionCheck {
  private final Dataset dataset;

  private QuestionCheck(Dataset dataset) {
    this.dataset = dataset;
  }

  public static void check(AggregateQuestion question) {
    QuestionCheck check = new QuestionCheck(question.dataset());
    question.groupBy().forEach(check::field);
    check.filter(question.filter());
    question.measures().forEach(check::measure);
    AggregateQuestion.Order order = question.order();
    List<String> names = question.measures().stream().map(Measure::as).toList();
    if (order != null && !names.contains(order.by())) {
      throw BadQuestion.unknownName("order names no measure", order.by(), names);
    }
    Duration interval = question.interval();
    if (interval != null && interval.toMillis() < 1) {
      throw BadQuestion.of("interval is " + interval + ", expected at least a millisecond");
    }
  }

  public static void check(SearchQuestion question) {
    QuestionCheck check = new QuestionCheck(question.dataset());
    check.field(question.sortField());
    check.filter(question.filter());
  }

  public static void check(FacetQuestion question) {
    QuestionCheck check = new QuestionCheck(question.dataset());
    if (check.field(question.field()).type() == FieldType.TIME) {
      throw BadQuestion.of(
          "field '" + question.field() + "' is a time, expected a keyword, number or boolean");
    }
    check.filter(question.filter());
  }

  private Field field(String name) {
    return Fields.find(dataset, name)
        .orElseThrow(() ->
            BadQuestion.unknownName(
                "dataset " + dataset.apiName() + " has no field",
                name,
                Fields.of(dataset).stream().map(Field::name).toList()));
  }

  private void filter(Filter filter) {
    switch (filter) {
      case Filter.All all -> all.of().forEach(this::filter);
      case Filter.Any any -> any.of().forEach(this::filter);
      case Filter.Not not -> filter(not.of());
      case Filter.In in -> {
        Field field = field(in.field());
        in.values().forEach(value -> fits(field, value));
      }
      case Filter.Between between -> comparable(field(between.field()));
      case Filter.Exists exists -> field(exists.field());
      case Filter.Contains contains -> text(field(contains.field()));
    }
  }

  private static void fits(Field field, Object value) {
    boolean fits =
        switch (field.type()) {
          case KEYWORD -> value instanceof String;
          case NUMBER, TIME -> value instanceof Number;
          case BOOLEAN -> value instanceof Boolean;
        };
    if (!fits) {
      throw unfit(field, "such values, got '" + BadQuestion.shortened(value) + "'");
    }
  }

  private static void comparable(Field field) {
    if (field.type() != FieldType.NUMBER && field.type() != FieldType.TIME) {
      throw unfit(field, "a number to compare");
    }
  }

  private static void text(Field field) {
    if (field.type() != FieldType.KEYWORD) {
      throw unfit(field, "a keyword to look for text in");
    }
  }

  private void measure(Measure measure) {
    switch (measure) {
      case Measure.Count _ -> {}
      case Measure.Ratio ratio -> ratio.fields().forEach(name -> number(field(name), "a ratio"));
      case Measure.Statistic statistic -> statistic(statistic);
    }
  }

  private void statistic(Measure.Statistic statistic) {
    Field field = field(statistic.field());
    String what = statistic.function().name().toLowerCase(Locale.ROOT);
    switch (statistic.function()) {
      case AVG, SUM, P50, P95, P99 -> number(field, what);
      case MIN, MAX -> {
        if (field.type() != FieldType.TIME) {
          number(field, what);
        }
      }
      case DISTINCT -> {}
    }
  }

  private static void number(Field field, String what) {
    if (field.type() != FieldType.NUMBER) {
      throw unfit(field, "a number for " + what);
    }
  }

  private static StoreException unfit(Field field, String expected) {
    String type = field.type().name().toLowerCase(Locale.ROOT);
    return BadQuestion.of("field '" + field.name() + "' is a " + type + ", expected " + expected);
  }
}
