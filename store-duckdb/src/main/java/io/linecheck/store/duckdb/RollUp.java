package io.linecheck.store.duckdb;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The minute roll-up of windows: which fields it has, and the statement that makes its rows.
 *
 * <p>A row is one minute of one direction of one leg. For each {@link #MEASURED} field it keeps
 * sum, count of windows that had a value, minimum and maximum; sums and counts add up over any
 * group of rows, so an average over the roll-up is the average over windows.
 */
final class RollUp {
  static final long MINUTE_MILLIS = 60_000;

  /** Fields that are one or zero for each window, by quality. */
  static final Set<String> CLASS_COUNTS =
      Set.of("goodCount", "fairCount", "poorCount", "badCount", "classifiedCount");

  /** The numbers of a window, in the order of the tables' columns. */
  static final List<String> MEASURED =
      Fields.of(Dataset.WINDOWS).stream()
          .skip(4L + io.linecheck.model.CallAttribute.values().length)
          .filter(field -> field.type() == FieldType.NUMBER)
          .map(Field::name)
          .filter(name -> !CLASS_COUNTS.contains(name))
          .toList();

  /** Puts the rows of all minutes that hold a touched window into the emptied place. */
  static final String INSERT = insert();

  static final String DELETE =
      """
      DELETE FROM roll_1m r USING touched t
      WHERE r.call_id = t.call_id AND r.ts >= t.minute_from AND r.ts < t.minute_to
        AND r.ts >= ? AND r.ts < ?
      """;

  private RollUp() {}

  private static String insert() {
    String buckets =
        Histogram.ALL.stream()
            .map(histogram -> histogram.bucketSql() + " AS " + bucket(histogram))
            .collect(Collectors.joining(",\n    "));
    String classes =
        Stream.of("good", "fair", "poor", "bad")
            .map(quality -> "count(*) FILTER (quality = '" + quality + "')")
            .collect(Collectors.joining(", "));
    String measures =
        MEASURED.stream()
            .map(SqlNames::column)
            .map(c -> "sum(%1$s), count(%1$s), min(%1$s), max(%1$s)".formatted(c))
            .collect(Collectors.joining(",\n  "));
    String histograms =
        Histogram.ALL.stream().map(RollUp::counts).collect(Collectors.joining(",\n  "));
    return """
    INSERT INTO roll_1m
    SELECT ts // 60000 * 60000, call_id, leg_id, stream, count(*),
      %s, count(*) FILTER (quality <> 'unclassified'),
      %s,
      %s
    FROM (
      SELECT w.*,
        %s
      FROM quality_window w JOIN touched t
        ON w.call_id = t.call_id AND w.ts >= t.minute_from AND w.ts < t.minute_to
      WHERE w.ts >= ? AND w.ts < ?)
    GROUP BY ts // 60000, call_id, leg_id, stream
    """
        .formatted(classes, measures, histograms, buckets);
  }

  private static String counts(Histogram histogram) {
    return Stream.iterate(0, bucket -> bucket < histogram.buckets(), bucket -> bucket + 1)
        .map(bucket -> "count(*) FILTER (" + bucket(histogram) + " = " + bucket + ")")
        .collect(Collectors.joining(", "));
  }

  private static String bucket(Histogram histogram) {
    return SqlNames.column(histogram.fieldName()) + "_bucket";
  }
}
