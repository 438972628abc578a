package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import io.linecheck.server.ingest.SeenOrigins;
import io.linecheck.server.ingest.SeenOrigins.Seen;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pages whose last attempt to send telemetry was refused. */
final class PageOrigins implements Checkup.Examination {
  private final SeenOrigins origins;
  private final Clock clock;

  PageOrigins(SeenOrigins origins, Clock clock) {
    this.origins = origins;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.ORIGINS;
  }

  @Override
  public Check look() {
    Instant now = clock.instant();
    List<Seen> refused = origins.all().stream().filter(PageOrigins::wasRefusedLast).toList();
    if (refused.isEmpty()) {
      return Check.ok(topic(), "No page was kept from sending since the server started.");
    }
    String names =
        refused.stream().map(seen -> Shortened.of(seen.origin())).collect(Collectors.joining(", "));
    return Check.attention(
            topic(),
            Words.count(refused.size(), "page") + " tried to send and may not: " + names + ".",
            "If they are yours, add them to allowed-origins and start the server anew; if a token is"
                + " asked for, let the collector fetch it (docs/ingest.md). If they are not yours,"
                + " nothing needs to be done.")
        .with(refused.stream().map(seen -> line(seen, now)).toList());
  }

  private static boolean wasRefusedLast(Seen seen) {
    @Nullable Instant taken = seen.takenAt();
    @Nullable Instant refused = seen.refusedAt();
    return refused != null && (taken == null || refused.isAfter(taken));
  }

  private static String line(Seen seen, Instant now) {
    @Nullable Instant refused = seen.refusedAt();
    return "%s: %s (%s)"
        .formatted(
            Shortened.of(seen.origin()),
            Shortened.printable(String.valueOf(seen.refusal())),
            refused == null ? "" : Words.ago(refused, now));
  }
}
