package io.linecheck.server.api;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.AggregateQuestion.Order;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the bodies of {@code POST /query} and {@code POST /search}. */
public final class Questions {
  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_DOCUMENTS = 10_000;
  private static final int MOST_MEASURES = 24;
  private static final int MOST_GROUP_FIELDS = 4;

  /** The year 10000: beyond it no store and no chart follows. */
  static final long LATEST_MILLIS = 253_402_300_800_000L;

  private Questions() {}

  public static AggregateQuestion aggregate(byte[] body) {
    Members members = Members.of(Json.read(body), "");
    Dataset dataset = dataset(members);
    TimeRange range = range(members);
    Filter filter = filter(members, dataset);
    List<String> groupBy = groupBy(members, dataset);
    @Nullable Duration interval = interval(members);
    List<Measure> measures = measures(members, dataset, groupBy);
    @Nullable Order order = order(members, measures);
    int limit = members.optionalWholeNumber("limit", 1, MOST_GROUPS, 100);
    members.done();
    return new AggregateQuestion(dataset, range, filter, groupBy, interval, measures, order, limit);
  }

  public static SearchQuestion search(byte[] body) {
    Members members = Members.of(Json.read(body), "");
    Dataset dataset = dataset(members);
    TimeRange range = range(members);
    Filter filter = filter(members, dataset);
    @Nullable String sort = members.optionalText("sort", "a field, with - in front for descending");
    int limit = members.optionalWholeNumber("limit", 1, MOST_DOCUMENTS, 100);
    @Nullable String cursor = members.optionalText("cursor", "the cursor of the page before");
    members.done();
    return search(dataset, range, filter, sort, limit, cursor);
  }

  static SearchQuestion search(
      Dataset dataset,
      TimeRange range,
      Filter filter,
      @Nullable String sort,
      int limit,
      @Nullable String cursor) {
    String given = sort == null ? "-" + Fields.TIMESTAMP : sort;
    boolean descending = given.startsWith("-");
    Field field = FieldNames.field(dataset, descending ? given.substring(1) : given, "sort");
    return new SearchQuestion(dataset, range, filter, field.name(), descending, limit, cursor);
  }

  static TimeRange range(long from, long to) {
    if (from >= to) {
      throw new BadQuestionException(
          "to: %d is not after from, %d, expected a later time".formatted(to, from));
    }
    return new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  /** Values of a field that can be listed. */
  static FacetQuestion facets(
      Dataset dataset, TimeRange range, String field, String prefix, int limit) {
    FieldNames.field(
        dataset, field, "name", EnumSet.of(FieldType.KEYWORD, FieldType.BOOLEAN, FieldType.NUMBER));
    return new FacetQuestion(dataset, range, Filter.EVERYTHING, field, prefix, limit);
  }

  private static Dataset dataset(Members members) {
    String name = members.text("dataset", "one of " + FieldNames.datasets());
    return FieldNames.dataset(name, "dataset");
  }

  private static TimeRange range(Members members) {
    return range(
        members.wholeNumber("from", 0, LATEST_MILLIS), members.wholeNumber("to", 0, LATEST_MILLIS));
  }

  private static Filter filter(Members members, Dataset dataset) {
    @Nullable JsonNode node = members.optionalNode("filter");
    return node == null ? Filter.EVERYTHING : new FilterReader(dataset).read(node, "filter");
  }

  private static List<String> groupBy(Members members, Dataset dataset) {
    List<String> fields =
        members.list(
            "groupBy",
            0,
            MOST_GROUP_FIELDS,
            "fields",
            (node, path) -> FieldNames.field(dataset, node, path).name());
    Set<String> seen = new HashSet<>();
    for (String field : fields) {
      if (!seen.add(field)) {
        throw new BadQuestionException("groupBy: " + field + " is there twice");
      }
    }
    return fields;
  }

  private static @Nullable Duration interval(Members members) {
    String expectation = "an ISO-8601 duration of a second or more, such as PT1M";
    @Nullable Duration interval = members.optionalParsed("interval", expectation, Duration::parse);
    if (interval != null && interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw BadQuestionException.expected("interval", interval.toString(), expectation);
    }
    return interval;
  }

  private static List<Measure> measures(Members members, Dataset dataset, List<String> groupBy) {
    List<Measure> measures =
        members.list("measures", 1, MOST_MEASURES, "measures", new MeasureReader(dataset)::read);
    Set<String> columns = new HashSet<>(groupBy);
    columns.add("bucket");
    for (int i = 0; i < measures.size(); i++) {
      if (!columns.add(measures.get(i).as())) {
        throw new BadQuestionException(
            "measures[%d].as: %s is the name of another column, expected one of its own"
                .formatted(i, measures.get(i).as()));
      }
    }
    return measures;
  }

  private static @Nullable Order order(Members members, List<Measure> measures) {
    @Nullable JsonNode node = members.optionalNode("order");
    if (node == null) {
      return null;
    }
    Members order = Members.of(node, "order");
    String by = order.text("by", "the name of a measure");
    boolean descending = order.optionalBoolean("descending", true);
    order.done();
    List<String> names = measures.stream().map(Measure::as).toList();
    if (!names.contains(by)) {
      throw BadQuestionException.expected(
          "order.by", Quoted.of(by), "one of the measures: " + String.join(", ", names));
    }
    return new Order(by, descending);
  }
}
