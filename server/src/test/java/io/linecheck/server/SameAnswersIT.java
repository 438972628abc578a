package io.linecheck.server;

import io.linecheck.model.TimeRange;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbStore;
import io.linecheck.store.opensearch.OpenSearchConfig;
import io.linecheck.store.opensearch.OpenSearchConfig.Layout;
import io.linecheck.store.opensearch.OpenSearchConfig.Writing;
import io.linecheck.store.opensearch.OpenSearchStore;
import io.linecheck.testkit.OpenSearchNodes;
import io.linecheck.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same questions, put to the embedded store and to a cluster over the same calls, are answered
 * alike: those of the dashboards, the list of calls, one call's page, values to filter by.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswersIT {
  /** On a Tuesday, when the contact centre is at work. */
  private static final Instant END = Instant.parse("2026-03-03T11:00:00Z");

  private static final TimeRange FILLED = new TimeRange(END.minus(Duration.ofMinutes(20)), END);
  private static final TimeRange LAST_DAYS =
      new TimeRange(END.minus(Duration.ofDays(2)), END.plus(Duration.ofHours(1)));

  private OpenSearchNodes nodes;
  private TelemetryStore embedded;
  private TelemetryStore cluster;
  private SameAnswers answers;

  @BeforeAll
  @Timeout(300)
  void fill(@TempDir Path home) throws IOException, InterruptedException, ExecutionException {
    SettableClock clock = new SettableClock(END);
    nodes = OpenSearchNodes.start(1);
    embedded = DuckDbStore.open(DuckDbConfig.of(home).with(clock));
    cluster =
        OpenSearchStore.open(
            OpenSearchConfig.of(nodes.urls())
                .with(new Layout("", 1, 0, Duration.ofMillis(500), true))
                .with(new Writing(4096, 4, 1))
                .with(clock));
    new SimulatedCentre(List.of(embedded, cluster), clock).fill(FILLED);
    answers = new SameAnswers(embedded, cluster, LAST_DAYS);
  }

  @AfterAll
  void close() {
    embedded.close();
    cluster.close();
    nodes.close();
  }

  @Test
  void whatDashboardsAskIsAnsweredAlike() throws IOException {
    answers.assertDashboards(END);
  }

  @Test
  void everyFieldHasTheSameValuesToFilterBy() {
    answers.assertFacets();
  }

  @Test
  void callsAreListedInTheSameOrderWhateverTheyAreSortedBy() {
    answers.assertListsOfCalls();
  }

  @Test
  void everyCallsPageShowsTheSame() {
    answers.assertPagesOfCalls();
  }
}
