package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import io.linecheck.server.TestServer;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbStore;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock jumps ahead and back. Behind the pages' clocks by more than it allows, it
 * refuses their samples as of the future; they are sent again when it is right. In this process,
 * since the clock of a machine belongs to everybody on it.
 */
final class ClockDay extends BadDay {
  private static final Duration JUMP = Duration.ofHours(3);

  @Override
  String name() {
    return "clock";
  }

  @Override
  @Nullable ServerProcess happen(Path data, int rounds) throws Exception {
    JumpingClock clock = new JumpingClock();
    DuckDbStore store = DuckDbStore.open(DuckDbConfig.of(data).with(clock));
    try (TestServer server = TestServer.on(store, TestServer.settings(data), clock);
        Senders _ = send(server.uri("/"))) {
      for (int round = 0; round < rounds; round++) {
        awaitAcknowledged(30);
        clock.set(JUMP);
        awaitAcknowledged(30);
        clock.set(JUMP.negated());
        awaitRefused(5);
        clock.set(Duration.ZERO);
        awaitAcknowledged(30);
      }
    }
    return null;
  }
}
