package io.linecheck.store.opensearch;

import io.linecheck.store.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Indices that somebody else deleted, told until an operator can have heard of it. */
final class DeletedIndices {
  /** Who comes in the morning still learns of it. */
  private static final Duration TOLD_FOR = Duration.ofDays(1);

  private static final int MOST_TOLD = 100;

  private final String documents;
  private final Clock clock;
  private final ConcurrentLinkedQueue<Deleted> all = new ConcurrentLinkedQueue<>();

  private record Deleted(String index, Instant noticedAt) {}

  DeletedIndices(Indices indices, Clock clock) {
    this.documents = indices.documents();
    this.clock = clock;
  }

  void noticed(String index) {
    all.add(new Deleted(index, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    if (all.size() > MOST_TOLD) {
      all.poll();
    }
  }

  List<Trouble> troubles() {
    Instant since = clock.instant().minus(TOLD_FOR);
    all.removeIf(one -> one.noticedAt().isBefore(since));
    return all.stream().map(this::trouble).toList();
  }

  private Trouble trouble(Deleted one) {
    return new Trouble(
        Trouble.Effect.STORED,
        ("index %s was deleted, and not by Linecheck; this was noticed at %s, and it is made anew,"
                + " empty")
            .formatted(one.index(), one.noticedAt()),
        one.index().equals(documents)
            ? "accounts, dashboards, tokens and secrets were in it: restore it from a snapshot and"
                + " start all servers again; see who may delete indices of the cluster"
            : "what was in it comes back from a snapshot only; see who may delete indices of the"
                + " cluster");
  }
}
