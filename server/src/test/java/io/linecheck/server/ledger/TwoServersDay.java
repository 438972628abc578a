package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.nio.file.Path;

/** A second server is started on the first one's data directory: it refuses, the first goes on. */
final class TwoServersDay extends BadDay {
  @Override
  String name() {
    return "two-servers";
  }

  @Override
  ServerProcess happen(Path data, int rounds) throws Exception {
    ServerProcess first = serve(data);
    try (Senders _ = send(first.url())) {
      for (int round = 0; round < rounds; round++) {
        awaitAcknowledged(20);
        said(ServerProcess.refusal(data));
      }
      awaitAcknowledged(20);
    }
    return first;
  }
}
