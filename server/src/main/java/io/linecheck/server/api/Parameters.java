package io.linecheck.server.api;

import io.linecheck.access.HiddenFields;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.AuditQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads questions from query parameters: name to values, in their order. */
public final class Parameters {
  /** Where {@code q} looks. */
  private static final List<String> TEXT_FIELDS =
      List.of(
          Fields.CONTACT_ID,
          Fields.AGENT,
          CallAttribute.CONTACT_QUEUE.fieldName(),
          CallAttribute.AGENT_ROUTING_PROFILE.fieldName(),
          CallAttribute.AGENT_PUBLIC_IP.fieldName());

  private final Map<String, List<String>> given;
  private final Set<String> known = new LinkedHashSet<>();

  public Parameters(Map<String, List<String>> given) {
    this.given = given;
  }

  /** {@code GET /fields/{name}/values}. */
  public FacetQuestion facets(String field) {
    String name = text("dataset");
    if (name == null) {
      throw new BadQuestionException(
          "dataset: is missing, expected one of " + FieldNames.datasets());
    }
    Dataset dataset = FieldNames.dataset(name, "dataset");
    TimeRange range = range();
    String prefix = text("prefix");
    int limit = limit(50);
    nothingElse();
    return Questions.facets(dataset, range, field, prefix == null ? "" : prefix, limit);
  }

  /** {@code GET /calls}: every further parameter is a field to filter by. */
  public SearchQuestion calls(HiddenFields hidden) {
    TimeRange range = range();
    String q = text("q");
    String sort = text("sort");
    int limit = limit(100);
    String cursor = text("cursor");
    List<Filter> filters = new ArrayList<>();
    if (q != null && !q.isBlank()) {
      String words = q.strip();
      filters.add(
          new Filter.Any(
              TEXT_FIELDS.stream()
                  .filter(field -> !hidden.hides(Dataset.CALLS, field))
                  .<Filter>map(field -> new Filter.Contains(field, words))
                  .toList()));
    }
    given.forEach((name, values) -> {
      if (!known.contains(name)) {
        Field field = FieldNames.field(Dataset.CALLS, name, Quoted.shortened(name));
        filters.add(
            new Filter.In(
                name,
                values.stream().map(value -> FieldValues.ofParameter(field, value)).toList()));
      }
    });
    Filter filter = filters.isEmpty() ? Filter.EVERYTHING : new Filter.All(filters);
    return Questions.search(Dataset.CALLS, range, filter, sort, limit, cursor);
  }

  /** {@code GET /audit}: without times, everything. */
  public AuditQuestion audit() {
    TimeRange range = anyRange();
    String actor = text("actor");
    String action = text("action");
    String target = text("target");
    String cursor = text("cursor");
    int limit = limit(100);
    nothingElse();
    return new AuditQuestion(range, actor, action, target, cursor, limit);
  }

  /** What kind of file {@code GET /audit/export} makes. */
  public AuditExport.Format format() {
    String text = text("format");
    if (text == null) {
      return AuditExport.Format.CSV;
    }
    return switch (text) {
      case "csv" -> AuditExport.Format.CSV;
      case "ndjson" -> AuditExport.Format.NDJSON;
      default -> throw BadQuestionException.expected("format", Quoted.of(text), "csv or ndjson");
    };
  }

  /** {@code GET /export}: without times, everything. */
  public DocumentExport.Request export() {
    String name = text("dataset");
    if (name == null) {
      throw new BadQuestionException(
          "dataset: is missing, expected one of " + FieldNames.datasets());
    }
    Dataset dataset = FieldNames.dataset(name, "dataset");
    TimeRange range = anyRange();
    String text = text("format");
    DocumentExport.Format format =
        switch (text) {
          case "csv" -> DocumentExport.Format.CSV;
          case "ndjson" -> DocumentExport.Format.NDJSON;
          case "parquet" -> DocumentExport.Format.PARQUET;
          case null ->
              throw new BadQuestionException("format: is missing, expected csv, ndjson or parquet");
          default ->
              throw BadQuestionException.expected(
                  "format", Quoted.of(text), "csv, ndjson or parquet");
        };
    nothingElse();
    return new DocumentExport.Request(dataset, range, format);
  }

  /** Without times, all of them. */
  private TimeRange anyRange() {
    long from = given.containsKey("from") ? millis("from") : 0;
    long to = given.containsKey("to") ? millis("to") : Questions.LATEST_MILLIS;
    known.add("from");
    known.add("to");
    return Questions.range(from, to);
  }

  /** A time range and nothing else. */
  public TimeRange onlyRange() {
    TimeRange range = range();
    nothingElse();
    return range;
  }

  /** The version of what is to be replaced, and nothing else; zero if there must be none. */
  public long version() {
    String expectation = "the version that is replaced, 0 if there is none yet";
    String text = text("version");
    if (text == null) {
      throw new BadQuestionException("version: is missing, expected " + expectation);
    }
    nothingElse();
    return wholeNumber("version", text, 0, Long.MAX_VALUE, expectation);
  }

  private TimeRange range() {
    return Questions.range(millis("from"), millis("to"));
  }

  private long millis(String name) {
    String text = text(name);
    if (text == null) {
      throw new BadQuestionException(name + ": is missing, expected " + WHEN);
    }
    return wholeNumber(name, text, 0, Questions.LATEST_MILLIS, WHEN);
  }

  private static final String WHEN = "a time as epoch milliseconds";

  private int limit(int otherwise) {
    String text = text("limit");
    return text == null
        ? otherwise
        : (int) wholeNumber("limit", text, 1, 1_000, "a whole number from 1 to 1000");
  }

  private static long wholeNumber(
      String name, String text, long least, long most, String expectation) {
    // Longer than 18 digits may not fit a long.
    if (text.matches("\\d{1,18}")) {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw BadQuestionException.expected(name, Quoted.of(text), expectation);
  }

  /** The one value of a parameter; an empty one counts as absent. */
  private @Nullable String text(String name) {
    known.add(name);
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new BadQuestionException(
          name + ": is there " + values.size() + " times, expected once");
    }
    return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  private void nothingElse() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new BadQuestionException(
            "%s: there is no such parameter, expected one of %s"
                .formatted(Quoted.shortened(name), String.join(", ", known)));
      }
    }
  }
}
