package io.linecheck.server.checkup;

import io.linecheck.store.SizeCut;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last time that what is too old was removed.
 *
 * @param problems what could not be done, in sentences; empty if all could
 * @param lastCut the last time since the start that days went because of the size, in this run or
 *     an earlier one
 */
public record RetentionRun(Instant at, List<String> problems, Optional<Cut> lastCut) {
  public RetentionRun {
    problems = List.copyOf(problems);
  }

  /** What went because of the size, and when. */
  public record Cut(Instant at, SizeCut what) {}
}
