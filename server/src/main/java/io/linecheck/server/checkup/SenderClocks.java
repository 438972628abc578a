package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import io.linecheck.server.ingest.SeenClocks;
import io.linecheck.server.ingest.SeenClocks.Off;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Computers of agents whose clock is wrong, as their pages measured it. */
final class SenderClocks implements Checkup.Examination {
  /** From here on Amazon's own reader of softphone logs marks a clock. */
  private static final Duration WRONG = Duration.ofSeconds(10);

  private static final Duration LATELY = Duration.ofDays(1);
  private static final int MOST_LINES = 10;

  private final SeenClocks clocks;
  private final Clock clock;

  SenderClocks(SeenClocks clocks, Clock clock) {
    this.clocks = clocks;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.CLOCKS;
  }

  @Override
  public Check look() {
    Instant now = clock.instant();
    List<Off> wrong =
        clocks.all().stream()
            .filter(off -> off.behind().abs().compareTo(WRONG) >= 0)
            .filter(off -> off.at().plus(LATELY).isAfter(now))
            .sorted(Comparator.comparing((Off off) -> off.behind().abs()).reversed())
            .toList();
    if (wrong.isEmpty()) {
      return Check.ok(topic(), "No page told of a clock that is off by 10 s or more.");
    }
    return Check.attention(
            topic(),
            "%s of the last 24 h came from computers whose clock is off by 10 s or more, at most %s."
                .formatted(Words.count(wrong.size(), "call"), direction(wrong.getFirst())),
            "Their times were corrected by what the page measured, so nothing is lost. Set these"
                + " computers to fetch their time (NTP): Connect's own sign-in fails when a clock is"
                + " minutes off. The contact id finds the call, and the call its agent.")
        .with(wrong.stream().limit(MOST_LINES).map(off -> line(off, now)).toList());
  }

  private static String line(Off off, Instant now) {
    return "contact %s: %s, told %s"
        .formatted(Shortened.of(off.contactId()), direction(off), Words.ago(off.at(), now));
  }

  private static String direction(Off off) {
    return Words.span(off.behind().abs()) + (off.behind().isNegative() ? " ahead" : " behind");
  }
}
