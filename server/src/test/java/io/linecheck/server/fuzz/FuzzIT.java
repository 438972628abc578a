package io.linecheck.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of mutated bodies over the three routes of telemetry, the questions and the importer.
 * {@code bench/fuzz} sends as many as one likes.
 */
class FuzzIT {
  private static final int COUNT = Integer.getInteger("linecheck.fuzz.count", 5_000);
  private static final long SEED = Long.getLong("linecheck.fuzz.seed", 1);

  /** What caches may take until they are full; a leak of a kilobyte a body would show. */
  private static final long MOST_GROWTH_BYTES = 192L << 20;

  @TempDir Path data = Path.of("");

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void nothingThatComesBreaksTheServerOrCostsItsNeighbours() throws InterruptedException {
    try (TestServer server = TestServer.on(settings())) {
      FuzzRun run = new FuzzRun(server, SEED, COUNT);
      run.sendAll();
      FuzzReport report = run.report();
      System.out.println(report.table());

      assertThat(report.failures()).as("answers with 5xx other than 503").isEmpty();
      assertThat(report.neighboursStored()).isEqualTo(report.neighboursSent());
      assertThat(report.itemsCounted()).isEqualTo(report.itemsAnswered());
      assertThat(report.heapGrowthBytes()).isLessThan(MOST_GROWTH_BYTES);
    }
  }

  /** Nobody is slowed down: it is not the limits that are tried here. */
  private Settings settings() {
    return TestServer.settings(data)
        .with(SettingsCatalogue.LOG_LEVEL, "error")
        .with(SettingsCatalogue.RATE_LIMIT_BURST, "10000000")
        .with(SettingsCatalogue.RATE_LIMIT_PER_SECOND, "1000000")
        .with(SettingsCatalogue.API_RATE_LIMIT_PER_SECOND, "1000000")
        .with(SettingsCatalogue.ACCOUNT_RATE_LIMIT_PER_SECOND, "1000000");
  }
}
