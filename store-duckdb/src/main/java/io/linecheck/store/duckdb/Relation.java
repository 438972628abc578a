package io.linecheck.store.duckdb;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.model.SampleField;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dataset as SQL: its table as {@code f}, joined with {@code call_leg} as {@code l} where a field
 * of the leg is asked for. The catalogue's names are the only way to a column.
 */
final class Relation {
  /** Without data for so long, a call that was not seen ending counts as over. */
  private static final long ACTIVE_MILLIS = 45_000;

  private static final String STREAM =
      "CASE f.stream WHEN 0 THEN 'audio_input' ELSE 'audio_output' END";

  /** Fields that {@code call_leg} has for the tables which name their leg. */
  private static final Set<String> OF_LEG =
      Stream.concat(
              Stream.of(Fields.CONTACT_ID, Fields.AGENT),
              Stream.of(CallAttribute.values()).map(CallAttribute::fieldName))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> WHOLE =
      Stream.of(SampleField.values())
          .filter(SampleField::isCount)
          .map(SampleField::fieldName)
          .collect(Collectors.toUnmodifiableSet());

  private final Dataset dataset;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  /**
   * @param now epoch milliseconds, by which calls are active or not
   */
  Relation(Dataset dataset, long now) {
    this.dataset = dataset;
    for (Field field : Fields.of(dataset)) {
      boolean ofLeg = named(dataset) && OF_LEG.contains(field.name());
      columns.put(field.name(), new Column(field, sql(field.name(), ofLeg, now), ofLeg));
    }
  }

  Dataset dataset() {
    return dataset;
  }

  Collection<Column> columns() {
    return columns.values();
  }

  /** The column of a checked question's field. */
  Column column(String name) {
    return Objects.requireNonNull(columns.get(name), name);
  }

  String table() {
    return switch (dataset) {
      case SAMPLES -> "sample";
      case WINDOWS -> "quality_window";
      case CALLS -> "call";
      case REPORTS -> "call_report";
      case API_METRICS -> "api_metric";
      case EVENTS -> "call_event";
    };
  }

  /** A from clause; {@code legs} if a column in use is of the leg. */
  String from(boolean legs) {
    return table() + " f" + (legs ? " JOIN call_leg l ON l.leg_id = f.leg_id" : "");
  }

  /** Columns of {@code f} that, with the time, tell any two rows apart. */
  List<String> key() {
    return switch (dataset) {
      case SAMPLES -> List.of("ts", "leg_id", "stream");
      case WINDOWS -> List.of("ts", "call_id", "stream");
      case CALLS -> List.of("ts", "call_id");
      case REPORTS -> List.of("ts", "leg_id");
      case API_METRICS -> List.of("ts", "agent", "name");
      case EVENTS -> List.of("ts", "leg_id", "kind");
    };
  }

  /** Whether rows name their leg. */
  static boolean named(Dataset dataset) {
    return switch (dataset) {
      case SAMPLES, WINDOWS, REPORTS, EVENTS -> true;
      case CALLS, API_METRICS -> false;
    };
  }

  private String sql(String name, boolean ofLeg, long now) {
    return switch (name) {
      case Fields.TIMESTAMP -> "f.ts";
      case Fields.STREAM -> STREAM;
      case "goodCount" -> is("f.quality = 'good'");
      case "fairCount" -> is("f.quality = 'fair'");
      case "poorCount" -> is("f.quality = 'poor'");
      case "badCount" -> is("f.quality = 'bad'");
      case "classifiedCount", "classifiedCallCount" -> is("f.quality <> 'unclassified'");
      case "poorCallCount" -> is("f.quality IN ('poor', 'bad')");
      case "setupFailureCount" -> is("coalesce(f.setup_failed, FALSE)");
      case "active" -> active(now);
      case "activeCount" -> is(active(now));
      default -> ofLeg ? "l." + SqlNames.column(name) : own(name);
    };
  }

  /** Whole numbers are numbers like all others to a question, as an average of them is. */
  private String own(String name) {
    String column = "f." + SqlNames.column(name);
    return dataset == Dataset.SAMPLES && WHOLE.contains(name)
        ? "CAST(" + column + " AS DOUBLE)"
        : column;
  }

  private static String active(long now) {
    return "(NOT f.ended AND f.end_timestamp > " + (now - ACTIVE_MILLIS) + ")";
  }

  private static String is(String condition) {
    return "CAST(" + condition + " AS DOUBLE)";
  }
}
