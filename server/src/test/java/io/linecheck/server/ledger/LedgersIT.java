package io.linecheck.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A round or two of the days that take a process; {@code bench/ledger} goes through many of all.
 */
@Timeout(180)
class LedgersIT {
  @TempDir Path work = Path.of("");

  @Test
  void killed() throws Exception {
    assertClosed(new KillDay().keep(work, 2));
  }

  @Test
  void frozen() throws Exception {
    assertClosed(new FreezeDay().keep(work, 1));
  }

  @Test
  void onAFullDisk() throws Exception {
    LedgerPage page = onASmallDisk(new DiskFullDay());
    assertClosed(page);
    assertThat(page.refused()).isPositive();
  }

  @Test
  void onADiskThatTurnsReadOnly() throws Exception {
    LedgerPage page = onASmallDisk(new ReadOnlyDay());
    assertClosed(page);
    assertThat(page.refused()).isPositive();
  }

  @Test
  void withAClockThatJumps() throws Exception {
    assertClosed(new ClockDay().keep(work, 1));
  }

  @Test
  void shutDownUnderLoad() throws Exception {
    assertClosed(new ShutdownDay().keep(work, 1));
  }

  /** Where nothing can be mounted, the store's own tests are what is left: they limit a file. */
  private LedgerPage onASmallDisk(BadDay day) throws Exception {
    try {
      return day.keep(work, 1);
    } catch (SmallFilesystem.Unavailable e) {
      return abort(String.valueOf(e.getMessage()));
    }
  }

  private static void assertClosed(LedgerPage page) {
    assertThat(page.acknowledged()).isPositive().isEqualTo(page.sent());
    assertThat(page.found()).as("found").isEqualTo(page.sent());
    assertThat(page.missing()).as("missing").isZero();
    assertThat(page.twice()).as("double").isZero();
  }
}
