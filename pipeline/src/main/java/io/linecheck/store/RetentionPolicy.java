package io.linecheck.store;

import io.linecheck.model.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How long each dataset is kept, counted back from {@code now}. A dataset not named is kept. */
public record RetentionPolicy(Instant now, Map<Dataset, Duration> keep) {
  public RetentionPolicy {
    keep = Map.copyOf(keep);
  }
}
