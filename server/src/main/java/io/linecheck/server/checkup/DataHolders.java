package io.linecheck.server.checkup;

import io.linecheck.store.StoreHealth;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Whether another server wanted the same data. */
final class DataHolders implements Checkup.Examination {
  private static final Duration LATELY = Duration.ofDays(1);

  private final Path data;
  private final Supplier<StoreHealth> store;
  private final Clock clock;

  DataHolders(Path data, Supplier<StoreHealth> store, Clock clock) {
    this.data = data;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.DATA_DIRECTORY;
  }

  @Override
  public Check look() {
    Path place = data.toAbsolutePath().normalize();
    Instant refused = store.get().activity().otherRefusedAt();
    Instant now = clock.instant();
    return refused == null || refused.plus(LATELY).isBefore(now)
        ? Check.ok(topic(), place + " is held by this server alone.")
        : Check.attention(
            topic(),
            "A second server was refused %s, which tried to use %s."
                .formatted(Words.ago(refused, now), place),
            "Two servers must not write one data directory. See what starts the second (a service"
                + " unit left over, a container restarted twice) and stop it or give it --data of"
                + " its own.");
  }
}
