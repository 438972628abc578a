package io.linecheck.model;

import java.time.Duration;
import java.time.Instant;

/** A half-open stretch of time: {@code from} belongs to it, {@code to} does not. */
public record TimeRange(Instant from, Instant to) {
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("range must end after it starts: " + from + " to " + to);
    }
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }
}
