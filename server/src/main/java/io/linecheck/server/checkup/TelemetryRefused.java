package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import io.linecheck.server.ingest.SeenRefusals;
import io.linecheck.server.ingest.SeenRefusals.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was not taken: every reason with its last example. */
final class TelemetryRefused implements Checkup.Examination {
  private static final Duration LATELY = Duration.ofHours(1);
  private static final int MOST_LINES = 20;

  private final SeenRefusals refusals;
  private final Clock clock;

  TelemetryRefused(SeenRefusals refusals, Clock clock) {
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.REFUSALS;
  }

  @Override
  public Check look() {
    List<Refusal> all = refusals.all();
    Instant now = clock.instant();
    if (all.isEmpty()) {
      return Check.ok(topic(), "Nothing was refused since the server started.");
    }
    long count = all.stream().mapToLong(Refusal::count).sum();
    Instant last = all.getFirst().lastAt();
    String finding =
        "%s for %s since the server started; the last %s."
            .formatted(
                Words.count(count, "refusal"),
                Words.count(all.size(), "reason"),
                Words.ago(last, now));
    List<String> lines = all.stream().limit(MOST_LINES).map(refusal -> line(refusal, now)).toList();
    return last.plus(LATELY).isAfter(now)
        ? Check.attention(
                topic(),
                finding,
                "Each line names the item and what was expected. What is refused as wrong is lost:"
                    + " mend the page or program that sends it; docs/ingest.md has the format."
                    + " What the store could not take is kept by the pages, and sent again.")
            .with(lines)
        : Check.ok(topic(), finding).with(lines);
  }

  private static String line(Refusal refusal, Instant now) {
    String origin = refusal.origin();
    return "%s × %s: %s (%s, from %s)"
        .formatted(
            Words.count(refusal.count()),
            refusal.route().path(),
            Shortened.printable(refusal.example()),
            Words.ago(refusal.lastAt(), now),
            origin == null ? "a program" : Shortened.of(origin));
  }
}
