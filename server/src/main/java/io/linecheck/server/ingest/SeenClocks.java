package io.linecheck.server.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Calls from computers whose clock is off, as their pages measured it. Safe for many threads. */
public final class SeenClocks {
  /**
   * A computer's clock.
   *
   * @param behind by how much it is behind the server's; negative if it is ahead
   */
  public record Off(String contactId, Duration behind, Instant at) {}

  private static final int MOST = 200;

  private final Clock clock;
  private final Map<String, Off> calls = new LastSeen<>(MOST);

  public SeenClocks(Clock clock) {
    this.clock = clock;
  }

  public synchronized void told(String contactId, long behindMillis) {
    calls.put(contactId, new Off(contactId, Duration.ofMillis(behindMillis), clock.instant()));
  }

  public synchronized List<Off> all() {
    return List.copyOf(calls.values());
  }
}
