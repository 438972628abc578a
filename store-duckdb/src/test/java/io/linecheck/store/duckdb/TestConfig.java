package io.linecheck.store.duckdb;

import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowScorer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A small store that derives eagerly. */
final class TestConfig {
  private TestConfig() {}

  static DuckDbConfig of(Path home) {
    return DuckDbConfig.of(home)
        .with(new DuckDbConfig.Resources(512L << 20, 1))
        .with(
            new DuckDbConfig.Deriving(
                Duration.ofMillis(10),
                new WindowScorer(ScoringConfig.DEFAULT),
                new CallScorer(ScoringConfig.DEFAULT)));
  }

  /** The database alone, without what works on it. */
  static Database database(DataDirectory directory, DuckDbConfig config) {
    return Database.open(
        directory.database(),
        config.resources(),
        new LossCheck(
            directory.database(), new CommitMark.Absent(), Optional.empty(), config.clock()));
  }
}
