package io.linecheck.server.checkup;

import java.time.Instant;
import java.util.List;

/**
 * The last time that what is too old was removed.
 *
 * @param problems what could not be done, in sentences; empty if all could
 */
public record RetentionRun(Instant at, List<String> problems) {
  public RetentionRun {
    problems = List.copyOf(problems);
  }
}
