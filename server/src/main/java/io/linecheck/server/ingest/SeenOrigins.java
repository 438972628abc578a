package io.linecheck.server.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages that sent telemetry to this server, or tried to, since it started: what somebody who sets a
 * page up wants to see at once. Of many origins the last ones are kept. Safe for many threads.
 */
public final class SeenOrigins {
  /**
   * A page's origin.
   *
   * @param refusal what spoke against the last request that was refused
   */
  public record Seen(
      String origin,
      @Nullable Instant takenAt,
      @Nullable Instant refusedAt,
      @Nullable String refusal) {
    private Instant lastAt() {
      Instant taken = takenAt == null ? Instant.MIN : takenAt;
      Instant refused = refusedAt == null ? Instant.MIN : refusedAt;
      return taken.isAfter(refused) ? taken : refused;
    }
  }

  private static final int MOST = 100;

  /** What a browser may write; a page from a file or a sandbox is {@code null}. */
  private static final Pattern ORIGIN =
      Pattern.compile("null|https?://[A-Za-z0-9.:\\[\\]-]{1,253}");

  private final Clock clock;
  private final Map<String, Seen> seen = new LastSeen<>(MOST);

  public SeenOrigins(Clock clock) {
    this.clock = clock;
  }

  public void taken(String origin) {
    note(origin, before -> new Seen(origin, clock.instant(), before.refusedAt, before.refusal));
  }

  public void refused(String origin, String why) {
    note(origin, before -> new Seen(origin, before.takenAt, clock.instant(), why));
  }

  /** The last one first. */
  public synchronized List<Seen> all() {
    return seen.values().stream().sorted(Comparator.comparing(Seen::lastAt).reversed()).toList();
  }

  private interface Change {
    Seen after(Seen before);
  }

  private synchronized void note(String origin, Change change) {
    if (ORIGIN.matcher(origin).matches()) {
      seen.put(origin, change.after(seen.getOrDefault(origin, new Seen(origin, null, null, null))));
    }
  }
}
