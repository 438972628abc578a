package io.linecheck.score;

/** Codec constants and thresholds, with the defaults of the published tables. */
public record ScoringConfig() {
  public static final ScoringConfig DEFAULT = new ScoringConfig();
}
