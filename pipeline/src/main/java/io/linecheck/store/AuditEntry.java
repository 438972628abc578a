package io.linecheck.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did or was refused.
 *
 * @param at to the millisecond
 * @param actor the account's or token's name, or the name that was tried
 * @param action what kind of thing, such as {@code session.begin}
 * @param target whom or what it was done to
 * @param address where the request came from; absent for what the server did by itself
 * @param detail what else is worth knowing, such as a reason; never a secret
 */
public record AuditEntry(
    Instant at,
    String actor,
    String action,
    @Nullable String target,
    Outcome outcome,
    @Nullable String address,
    Map<String, String> detail) {
  /** Whether it was done. */
  public enum Outcome {
    OK,
    REFUSED
  }

  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    detail = Map.copyOf(detail);
  }
}
