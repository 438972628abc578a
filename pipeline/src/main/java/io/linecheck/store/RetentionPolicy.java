package io.linecheck.store;

import io.linecheck.model.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long each dataset is kept, counted back from {@code now}. A dataset not named is kept.
 *
 * @param mostBytes what all of it may take: beyond it whole days go from every dataset, the oldest
 *     first, but never the day that {@code now} is in; absent if it may take any
 */
public record RetentionPolicy(Instant now, Map<Dataset, Duration> keep, @Nullable Long mostBytes) {
  public RetentionPolicy {
    keep = Map.copyOf(keep);
  }

  /** By age alone. */
  public RetentionPolicy(Instant now, Map<Dataset, Duration> keep) {
    this(now, keep, null);
  }
}
