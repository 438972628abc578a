package io.linecheck.server.ledger;

import static io.linecheck.server.ledger.ClusterFault.FREEZE;
import static io.linecheck.server.ledger.ClusterFault.KILL_LINECHECK;
import static io.linecheck.server.ledger.ClusterFault.KILL_MANAGER;
import static io.linecheck.server.ledger.ClusterFault.KILL_NODE;
import static io.linecheck.server.ledger.ClusterFault.WATERMARK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad days of one cluster in a row; {@code bench/chaos} gives each time to unfold, and restarts all
 * nodes one by one besides.
 */
@Timeout(600)
class ClusterLedgersIT {
  private static final Duration FROZEN = Duration.ofSeconds(4);

  @TempDir Path work = Path.of("");

  @Test
  void whatIsAcknowledgedIsThereOnceWhateverHappens() throws Exception {
    ClusterDay day =
        new ClusterDay(
            "cluster", List.of(KILL_LINECHECK, FREEZE, WATERMARK, KILL_NODE, KILL_MANAGER), FROZEN);

    LedgerPage page = day.keep(work, 1);

    assertThat(page.closes()).as(page.head() + "\n" + page.row() + "\n" + page.said()).isTrue();
    assertThat(page.acknowledged()).isEqualTo(page.sent());
    assertThat(page.refused()).isPositive();
  }
}
