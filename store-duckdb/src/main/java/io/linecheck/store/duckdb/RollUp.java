package io.linecheck.store.duckdb;

import io.linecheck.derive.Stretch;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.Quality;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * Windows to the minute roll-up. A row is one minute of one direction of one leg. For each {@link
 * #MEASURED} field it keeps sum, count of windows that had a value, minimum and maximum; sums and
 * counts add up over any group of rows, so an average over the roll-up is the average over windows.
 *
 * <p>Counted here and not in SQL: planning a statement with two hundred aggregates takes longer
 * than all the rest of a cycle.
 */
final class RollUp {
  /** Fields that are one or zero for each window, by quality. */
  static final Set<String> CLASS_COUNTS =
      Set.of("goodCount", "fairCount", "poorCount", "badCount", "classifiedCount");

  /** The numbers of a window, in the order of the tables' columns. */
  static final List<String> MEASURED =
      Fields.of(Dataset.WINDOWS).stream()
          .skip(4L + CallAttribute.values().length)
          .filter(field -> field.type() == FieldType.NUMBER)
          .map(Field::name)
          .filter(name -> !CLASS_COUNTS.contains(name))
          .toList();

  private static final String WINDOWS =
      """
      SELECT w.ts // 60000 * 60000, w.call_id, w.leg_id, w.stream, w.quality, %s
      FROM quality_window w
      JOIN touched t ON w.call_id = t.call_id AND w.ts >= t.minute_from AND w.ts < t.minute_to
      WHERE w.ts >= ? AND w.ts < ?
      """
          .formatted(
              MEASURED.stream()
                  .map(name -> "w." + SqlNames.column(name))
                  .collect(Collectors.joining(", ")));

  /** Where the numbers begin among the columns of {@link #WINDOWS}. */
  private static final int FIRST_NUMBER = 6;

  private static final String DELETE =
      """
      DELETE FROM roll_1m r USING touched t
      WHERE r.call_id = t.call_id AND r.ts >= t.minute_from AND r.ts < t.minute_to
        AND r.ts >= ? AND r.ts < ?
      """;

  private final DuckDBConnection connection;
  private final TableAppender table;

  RollUp(DuckDBConnection connection, TableAppender table) {
    this.connection = connection;
    this.table = table;
  }

  private record Key(long minute, int callId, int legId, byte stream) {}

  /** Makes the rows of all touched minutes again. */
  void replace(TouchedCalls touched) throws SQLException {
    for (Stretch region : touched.regions()) {
      long from = region.minuteFrom();
      long to = region.minuteTo();
      Map<Key, Minute> minutes = count(from, to);
      try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
        statement.setLong(1, from);
        statement.setLong(2, to);
        statement.executeUpdate();
      }
      for (Map.Entry<Key, Minute> minute : minutes.entrySet()) {
        Key key = minute.getKey();
        table.beginRow().put(key.minute()).put(key.callId()).put(key.legId()).put(key.stream());
        minute.getValue().append(table);
        table.endRow();
      }
    }
    table.flush();
  }

  private Map<Key, Minute> count(long from, long to) throws SQLException {
    Map<Key, Minute> minutes = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(WINDOWS)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Key key = new Key(row.getLong(1), row.getInt(2), row.getInt(3), row.getByte(4));
          minutes
              .computeIfAbsent(key, _ -> new Minute())
              .add(QualityName.parse(row.getString(5)), row);
        }
      }
    }
    return minutes;
  }

  /** The windows of one row, counted. */
  private static final class Minute {
    private int windows;
    private final int[] byQuality = new int[Quality.values().length];
    private final double[] sums = new double[MEASURED.size()];
    private final int[] counts = new int[MEASURED.size()];
    private final double[] least = new double[MEASURED.size()];
    private final double[] most = new double[MEASURED.size()];
    private final List<int[]> histograms =
        Histogram.ALL.stream().map(histogram -> new int[histogram.buckets()]).toList();

    void add(Quality quality, ResultSet row) throws SQLException {
      windows++;
      byQuality[QualityName.rank(quality)]++;
      for (int i = 0; i < counts.length; i++) {
        Double value = Rows.number(row, FIRST_NUMBER + i);
        if (value != null) {
          add(i, value);
        }
      }
    }

    private void add(int field, double value) {
      least[field] = counts[field] == 0 ? value : Math.min(least[field], value);
      most[field] = counts[field] == 0 ? value : Math.max(most[field], value);
      sums[field] += value;
      counts[field]++;
      int histogram = Histogram.indexOf(MEASURED.get(field));
      if (histogram >= 0) {
        histograms.get(histogram)[Histogram.ALL.get(histogram).bucket(value)]++;
      }
    }

    void append(TableAppender table) throws SQLException {
      table.put((short) windows);
      for (Quality quality : List.of(Quality.GOOD, Quality.FAIR, Quality.POOR, Quality.BAD)) {
        table.put((short) byQuality[QualityName.rank(quality)]);
      }
      table.put((short) (windows - byQuality[QualityName.rank(Quality.UNCLASSIFIED)]));
      for (int i = 0; i < counts.length; i++) {
        boolean any = counts[i] > 0;
        table.put(any ? sums[i] : Double.NaN);
        table.put((short) counts[i]);
        table.put(any ? least[i] : Double.NaN);
        table.put(any ? most[i] : Double.NaN);
      }
      for (int[] histogram : histograms) {
        int total = 0;
        for (int count : histogram) {
          total += count;
          table.put((short) total);
        }
      }
    }
  }
}
