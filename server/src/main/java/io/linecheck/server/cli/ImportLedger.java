package io.linecheck.server.cli;

import io.linecheck.server.recording.RecordedBody;
import io.linecheck.server.recording.TelemetryFile;
import io.linecheck.simulator.IngestClient.Acknowledged;
import io.linecheck.simulator.IngestClient.GivenUp;
import io.linecheck.simulator.IngestClient.Outcome;
import io.linecheck.simulator.IngestClient.Refused;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of one imported file. */
final class ImportLedger {
  private int events;
  private int calls;
  private int others;
  private int samples;
  private long accepted;
  private long duplicates;
  private long rejected;
  private int failedBodies;
  private @Nullable String firstProblem;

  void found(TelemetryFile.Found found) {
    events = found.events();
    calls = found.calls();
    others = found.others();
  }

  void ended(RecordedBody body, Outcome outcome) {
    samples += body.samples();
    switch (outcome) {
      case Acknowledged(var answer) -> {
        accepted += answer.accepted();
        duplicates += answer.duplicates();
        rejected += answer.rejected();
        problem(answer.firstReason());
      }
      case Refused(int _, String reason) -> {
        failedBodies++;
        problem(reason);
      }
      case GivenUp(String reason) -> {
        failedBodies++;
        problem(reason);
      }
    }
  }

  /** How many events or documents were found. */
  int events() {
    return events;
  }

  boolean failed() {
    return failedBodies > 0;
  }

  @Nullable String firstProblem() {
    return firstProblem;
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%,d events, %,d calls, %,d samples; items: %s",
        events,
        calls,
        samples,
        items());
  }

  /** What became of the items alone. */
  String items() {
    return String.format(
        Locale.ROOT,
        "%,d stored by this or an earlier import, %,d there from elsewhere, %,d rejected%s",
        accepted,
        duplicates,
        rejected,
        (others == 0 ? "" : ", " + others + " lines of no known kind")
            + (failedBodies == 0 ? "" : ", " + failedBodies + " batches not taken"));
  }

  private void problem(@Nullable String what) {
    if (firstProblem == null) {
      firstProblem = what;
    }
  }
}
