package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** SIGTERM under load: what was taken is answered, the rest is refused or finds no server. */
final class ShutdownDay extends BadDay {
  @Override
  String name() {
    return "shutdown";
  }

  @Override
  @Nullable ServerProcess happen(Path data, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      ServerProcess server = serve(data, "--shutdown-timeout=5s");
      Senders senders = send(server.url());
      awaitAcknowledged(100);
      server.terminate();
      senders.close();
    }
    return null;
  }
}
