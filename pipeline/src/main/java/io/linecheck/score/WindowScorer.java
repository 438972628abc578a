package io.linecheck.score;

import io.linecheck.model.Quality;
import io.linecheck.model.UnclassifiedReason;

/** Scores windows by the E-model. Immutable; safe for many threads. */
public final class WindowScorer {
  private final ScoringConfig config;

  public WindowScorer(ScoringConfig config) {
    this.config = config;
  }

  public WindowQuality score(WindowInputs inputs) {
    return new WindowQuality(
        null,
        null,
        null,
        null,
        null,
        null,
        Quality.UNCLASSIFIED,
        config == null || inputs == null ? null : UnclassifiedReason.NOTHING_MEASURED);
  }
}
