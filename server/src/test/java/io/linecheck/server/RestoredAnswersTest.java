package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.TimeRange;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbStore;
import io.linecheck.store.duckdb.Restore;
import io.linecheck.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a store in use, restored elsewhere, answers every question as the store does. */
class RestoredAnswersTest {
  /** On a Tuesday, when the contact centre is at work. */
  private static final Instant END = Instant.parse("2026-03-03T11:00:00Z");

  @Test
  void aRestoredBackupAnswersEveryQuestionAlike(@TempDir Path home)
      throws IOException, InterruptedException, ExecutionException {
    SettableClock clock = new SettableClock(END);
    TimeRange days = new TimeRange(END.minus(Duration.ofDays(2)), END.plus(Duration.ofHours(1)));
    try (DuckDbStore store = open(home.resolve("data"), clock)) {
      new SimulatedCentre(List.of(store), clock)
          .fill(new TimeRange(END.minus(Duration.ofMinutes(25)), END));
      store.backup(home.resolve("backup.duckdb"));
      assertThat(Restore.of(home.resolve("backup.duckdb"), home.resolve("elsewhere"))).isEmpty();
      try (DuckDbStore restored = open(home.resolve("elsewhere"), clock)) {
        SameAnswers answers = new SameAnswers(store, restored, days);
        answers.assertDashboards(END);
        answers.assertFacets();
        answers.assertPagesOfCalls();
      }
    }
  }

  private static DuckDbStore open(Path directory, SettableClock clock) {
    return DuckDbStore.open(DuckDbConfig.of(directory).with(clock));
  }
}
