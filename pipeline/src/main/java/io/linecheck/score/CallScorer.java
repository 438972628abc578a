package io.linecheck.score;

import io.linecheck.model.Quality;
import java.util.List;

/** The verdict on a call from its windows. Immutable; safe for many threads. */
public final class CallScorer {
  private final ScoringConfig config;

  public CallScorer(ScoringConfig config) {
    this.config = config;
  }

  public CallQuality score(List<ScoredWindow> windows) {
    return new CallQuality(
        config == null || windows.isEmpty() ? Quality.UNCLASSIFIED : windows.getFirst().quality(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
