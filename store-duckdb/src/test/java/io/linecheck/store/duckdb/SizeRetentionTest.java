package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.jitter;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;
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
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beyond a size the oldest days go. */
class SizeRetentionTest {
  private static final int DAYS = 4;

  /** Enough that a day takes blocks of its own. */
  private static final int SAMPLES_A_DAY = 40_000;

  private static final Instant FIRST = Telemetry.T0.truncatedTo(ChronoUnit.DAYS);

  @TempDir Path home = Path.of("");

  @Test
  void theOldestDaysGoUntilItFitsAndTodayStays() throws SQLException {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      fill(store);
    }
    long most = usedBytes() - 1;
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      Instant today = FIRST.plus(Duration.ofDays(DAYS - 1));
      Instant now = today.plus(Duration.ofHours(20));
      assertThat(store.applyRetention(new RetentionPolicy(now, Map.of(), 1L << 40))).isEmpty();

      SizeCut cut = store.applyRetention(new RetentionPolicy(now, Map.of(), most)).orElseThrow();
      assertThat(cut.bytesBefore()).isGreaterThan(most);
      assertThat(cut.bytesAfter()).isLessThanOrEqualTo(most);
      assertThat(cut.days()).isBetween(1, DAYS - 2);
      assertThat(first(store))
          .isEqualTo(cut.before())
          .isEqualTo(FIRST.plus(Duration.ofDays(cut.days())));
      assertThat(store.health().activity().lastSizeCut()).isEqualTo(cut);

      SizeCut rest = store.applyRetention(new RetentionPolicy(now, Map.of(), 1L)).orElseThrow();
      assertThat(rest.before()).isEqualTo(today);
      assertThat(rest.days()).isEqualTo(DAYS - 1 - cut.days());
      assertThat(first(store)).isEqualTo(today);
      assertThat(store.applyRetention(new RetentionPolicy(now, Map.of(), 1L))).isEmpty();
    }
  }

  private long usedBytes() throws SQLException {
    try (Connection file =
            DriverManager.getConnection("jdbc:duckdb:" + home.resolve("linecheck.duckdb"));
        Statement statement = file.createStatement();
        ResultSet size = statement.executeQuery("CALL pragma_database_size()")) {
      size.next();
      return size.getLong("used_blocks") * size.getLong("block_size");
    }
  }

  private static void fill(DuckDbStore store) {
    Random random = new Random(1);
    for (int day = 0; day < DAYS; day++) {
      Instant from = FIRST.plus(Duration.ofDays(day));
      Telemetry telemetry = Telemetry.of("contact " + day, "jane").receivedAt(from);
      for (int second = 0; second < SAMPLES_A_DAY; second++) {
        telemetry.sample(
            AUDIO_INPUT,
            from.plusSeconds(second),
            received(random.nextInt(60)),
            jitter(50 * random.nextDouble()),
            rtt(900 * random.nextDouble()));
      }
      store.write(telemetry.batch());
    }
    while (store.health().derivedLagMillis() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
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
