package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.nio.file.Path;

/** The disk fills up in the midst of commits; later there is room again. */
final class DiskFullDay extends SmallDiskDay {
  @Override
  String name() {
    return "disk-full";
  }

  @Override
  ServerProcess happen(Path data, int rounds) throws Exception {
    ServerProcess server = serve(data);
    try (Senders _ = send(server.url())) {
      for (int round = 0; round < rounds; round++) {
        awaitAcknowledged(50);
        disk().fill();
        awaitRefused(20);
        disk().makeRoom();
      }
      awaitAcknowledged(50);
    }
    return server;
  }
}
