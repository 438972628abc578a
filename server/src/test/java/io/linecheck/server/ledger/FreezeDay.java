package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** SIGSTOP and SIGCONT: a machine that is suspended, a debugger, a stalled hypervisor. */
final class FreezeDay extends BadDay {
  /** What the freeze is, not a wait for something: long enough for every sender to be stuck. */
  private static final Duration FROZEN = Duration.ofMillis(700);

  @Override
  String name() {
    return "freeze";
  }

  @Override
  ServerProcess happen(Path data, int rounds) throws Exception {
    ServerProcess server = serve(data);
    try (Senders _ = send(server.url())) {
      for (int round = 0; round < rounds; round++) {
        awaitAcknowledged(50);
        server.freeze();
        LockSupport.parkNanos(FROZEN.toNanos());
        server.thaw();
      }
      awaitAcknowledged(50);
    }
    return server;
  }
}
