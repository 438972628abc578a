package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** SIGKILL in the midst of commits. */
final class KillDay extends BadDay {
  private final Random random = new Random(1);

  @Override
  String name() {
    return "kill";
  }

  @Override
  @Nullable ServerProcess happen(Path data, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      ServerProcess server = serve(data);
      Senders senders = send(server.url());
      awaitAcknowledged(20 + random.nextInt(100));
      server.kill();
      senders.close();
    }
    return null;
  }
}
