package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import io.linecheck.store.StoreActivity.AcceptedLoss;
import io.linecheck.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What was acknowledged and is gone. */
final class KnownLosses implements Checkup.Examination {
  private static final Duration LATELY = Duration.ofDays(30);

  private final Supplier<StoreHealth> store;
  private final Clock clock;

  KnownLosses(Supplier<StoreHealth> store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.LOSSES;
  }

  @Override
  public Check look() {
    List<AcceptedLoss> losses = store.get().activity().losses();
    if (losses.isEmpty()) {
      return Check.ok(topic(), "Nothing that was acknowledged is known to be missing.");
    }
    Instant now = clock.instant();
    Instant last = losses.getLast().at();
    String finding =
        "Started %s without what was acknowledged, the last time %s."
            .formatted(Words.count(losses.size(), "time"), Words.ago(last, now));
    List<String> lines = losses.reversed().stream().map(loss -> line(loss, now)).toList();
    return last.plus(LATELY).isAfter(now)
        ? Check.attention(
                topic(),
                finding,
                "What is missing comes back with a backup from before (linecheck restore). See the"
                    + " disk's health: DuckDB's log does not damage itself. docs/durability.md says"
                    + " more.")
            .with(lines)
        : Check.ok(topic(), finding).with(lines);
  }

  private static String line(AcceptedLoss loss, Instant now) {
    return "%s: %s of telemetry, %s of accounts and settings; %s"
        .formatted(
            Words.ago(loss.at(), now),
            loss.batches() == 1 ? "1 batch" : Words.count(loss.batches()) + " batches",
            Words.count(loss.changes(), "change"),
            Shortened.printable(loss.reason()));
  }
}
