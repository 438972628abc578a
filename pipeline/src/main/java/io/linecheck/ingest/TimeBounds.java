package io.linecheck.ingest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times that are believed: not far ahead, and not older than anything is kept. */
record TimeBounds(long earliestMillis, long latestMillis, Duration maxAge, Duration maxFuture) {
  static TimeBounds around(Instant now, IngestLimits limits) {
    return new TimeBounds(
        now.minus(limits.maxAge()).toEpochMilli(),
        now.plus(limits.maxFuture()).toEpochMilli(),
        limits.maxAge(),
        limits.maxFuture());
  }

  /** Why a time is refused, or null for one that is believed. */
  @Nullable String wrong(long millis) {
    if (millis > latestMillis) {
      return Instant.ofEpochMilli(millis)
          + " lies ahead; expected at most "
          + maxFuture.toMinutes()
          + " min after now";
    }
    if (millis < earliestMillis) {
      return Instant.ofEpochMilli(millis)
          + " is too old; expected at most "
          + maxAge.toDays()
          + " days before now";
    }
    return null;
  }
}
