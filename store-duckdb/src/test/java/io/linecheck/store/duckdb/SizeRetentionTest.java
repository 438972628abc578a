package io.linecheck.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.testkit.Telemetry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beyond a size the oldest days go. */
class SizeRetentionTest {
  private static final int DAYS = 4;
  private static final Instant FIRST = Telemetry.T0.truncatedTo(ChronoUnit.DAYS);
  private static final Instant TODAY = FIRST.plus(Duration.ofDays(DAYS - 1));
  private static final Instant NOW = TODAY.plus(Duration.ofHours(22));

  /** A row group of DuckDB's, which is what its place in the file is given back by. */
  private static final int SAMPLES_A_DAY = 122_880;

  @TempDir Path home = Path.of("");

  @Test
  void theOldestDaysGoUntilItFitsAndTodayStays() throws SQLException {
    DuckDbStore.open(TestConfig.of(home)).close();
    long used = fill();
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertThat(apply(store, 1L << 40)).isEmpty();

      SizeCut cut = apply(store, used - 1).orElseThrow();
      assertThat(cut.bytesBefore()).isGreaterThanOrEqualTo(used);
      assertThat(cut.bytesAfter()).isLessThan(used);
      assertThat(cut.days()).isBetween(1, DAYS - 2);
      assertThat(first(store))
          .isEqualTo(cut.before())
          .isEqualTo(FIRST.plus(Duration.ofDays(cut.days())));

      SizeCut rest = apply(store, 1).orElseThrow();
      assertThat(rest.before()).isEqualTo(TODAY);
      assertThat(rest.days()).isEqualTo(DAYS - 1 - cut.days());
      assertThat(first(store)).isEqualTo(TODAY);
      assertThat(apply(store, 1)).isEmpty();
    }
  }

  private static Optional<SizeCut> apply(DuckDbStore store, long most) {
    return store.applyRetention(new RetentionPolicy(NOW, Map.of(), most));
  }

  /** Straight into the file, since nothing is to be derived; returns the bytes in use. */
  private long fill() throws SQLException {
    try (Connection file =
            DriverManager.getConnection("jdbc:duckdb:" + home.resolve("linecheck.duckdb"));
        Statement statement = file.createStatement()) {
      statement.execute(
          "INSERT INTO call_leg (leg_id, call_id, contact_id, agent, first_seen) VALUES (1, 1,"
              + " 'c1', 'jane', 0)");
      for (int day = 0; day < DAYS; day++) {
        statement.execute(
            """
            INSERT INTO sample (ts, leg_id, stream, jitter_millis, round_trip_time_millis)
            SELECT %d + 600 * range, 1, 0, 50 * random(), 900 * random() FROM range(%d)
            """
                .formatted(FIRST.plus(Duration.ofDays(day)).toEpochMilli(), SAMPLES_A_DAY));
      }
      statement.execute("CHECKPOINT");
      try (ResultSet size = statement.executeQuery("CALL pragma_database_size()")) {
        size.next();
        return size.getLong("used_blocks") * size.getLong("block_size");
      }
    }
  }

  private static Instant first(DuckDbStore store) {
    Object first =
        store
            .search(
                new SearchQuestion(
                    Dataset.SAMPLES,
                    new TimeRange(FIRST, FIRST.plus(Duration.ofDays(30))),
                    Filter.EVERYTHING,
                    "timestamp",
                    false,
                    1,
                    null))
            .documents()
            .getFirst()
            .get("timestamp");
    return Instant.ofEpochMilli(first instanceof Long millis ? millis : 0);
  }
}
