package io.linecheck.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes guessing slow. Every attempt counts as failed until it is known to be right, so that many
 * at once gain nothing; from the free ones on, each failure doubles the wait. Counted for each
 * name, whether or not there is such an account, and for each address. In memory: a restart
 * forgives.
 */
final class Lockout {
  private static final int FREE_OF_NAME = 5;

  /** Many people may sit behind one address. */
  private static final int FREE_OF_ADDRESS = 20;

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 100_000;

  private record Failures(int count, Instant last, Instant lockedUntil) {
    static final Failures NONE = new Failures(0, Instant.EPOCH, Instant.EPOCH);
  }

  private final Clock clock;
  private final Map<String, Failures> byKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  Lockout(Clock clock) {
    this.clock = clock;
  }

  /** How long to wait; absent if the attempt may be made, which then counts as failed. */
  synchronized Optional<Duration> attempt(String name, String address) {
    Instant now = clock.instant();
    Instant open = later(of(nameKey(name), now), of(addressKey(address), now));
    if (open.isAfter(now)) {
      return Optional.of(Duration.between(now, open));
    }
    fail(nameKey(name), FREE_OF_NAME, now);
    fail(addressKey(address), FREE_OF_ADDRESS, now);
    return Optional.empty();
  }

  /** The attempt was right after all. */
  synchronized void succeeded(String name, String address) {
    byKey.remove(nameKey(name));
    byKey.computeIfPresent(
        addressKey(address),
        (key, failures) ->
            failures.count <= 1
                ? null
                : new Failures(failures.count - 1, failures.last, Instant.EPOCH));
  }

  private void fail(String key, int free, Instant now) {
    int count = of(key, now).count + 1;
    int beyond = count - free;
    Duration wait = beyond < 0 ? Duration.ZERO : SHORTEST.multipliedBy(1L << Math.min(beyond, 10));
    byKey.put(
        key, new Failures(count, now, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
  }

  private Failures of(String key, Instant now) {
    Failures failures = byKey.getOrDefault(key, Failures.NONE);
    return failures.last.plus(FORGOTTEN_AFTER).isBefore(now) ? Failures.NONE : failures;
  }

  private static Instant later(Failures one, Failures other) {
    return one.lockedUntil.isAfter(other.lockedUntil) ? one.lockedUntil : other.lockedUntil;
  }

  private static String nameKey(String name) {
    return "name " + AccountName.shown(AccountName.id(name));
  }

  private static String addressKey(String address) {
    return "address " + address;
  }
}
