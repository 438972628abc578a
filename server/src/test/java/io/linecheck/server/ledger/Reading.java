package io.linecheck.server.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How those who read fared. Safe for many threads. */
final class Reading {
  private final Map<String, Long> failures = new TreeMap<>();
  private long answered;
  private Duration longest = Duration.ZERO;

  /**
   * @param failure what was said instead of an answer
   */
  synchronized void add(Duration waited, @Nullable String failure) {
    longest = waited.compareTo(longest) > 0 ? waited : longest;
    if (failure == null) {
      answered++;
    } else {
      failures.merge(failure, 1L, Long::sum);
    }
  }

  synchronized long answered() {
    return answered;
  }

  synchronized long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Answered or not. */
  synchronized Duration longest() {
    return longest;
  }

  synchronized Collection<String> failures() {
    return failures.entrySet().stream()
        .map(failure -> failure.getValue() + " times: " + failure.getKey())
        .toList();
  }
}
