package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The disk fails in the midst of commits and turns read-only; later it is well again. */
final class ReadOnlyDay extends SmallDiskDay {
  @Override
  String name() {
    return "read-only";
  }

  @Override
  @Nullable ServerProcess happen(Path data, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      ServerProcess server = serve(data);
      try (Senders _ = send(server.url())) {
        awaitAcknowledged(50);
        disk().fail();
        awaitRefused(20);
      }
      said(ServerHealth.of(server.url(), data));
      server.terminate();
      disk().repair();
    }
    return null;
  }
}
