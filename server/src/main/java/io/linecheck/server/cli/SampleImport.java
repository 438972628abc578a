package io.linecheck.server.cli;

import io.linecheck.server.Version;
import io.linecheck.server.recording.RecordedBody;
import io.linecheck.server.recording.RecordingException;
import io.linecheck.server.recording.SampleArchive;
import io.linecheck.server.recording.SampleArchive.Index;
import io.linecheck.server.recording.SampleTransfer;
import io.linecheck.server.recording.TelemetryFile;
import io.linecheck.server.recording.TransferMarks;
import io.linecheck.simulator.IngestClient.Acknowledged;
import io.linecheck.simulator.IngestClient.GivenUp;
import io.linecheck.simulator.IngestClient.Outcome;
import io.linecheck.simulator.IngestClient.Refused;
import io.linecheck.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Imports a whole deployment of the AWS sample, and tells how far it is. */
final class SampleImport {
  /** The server's word for a body of which no item could be used: the next may be better. */
  private static final int BAD_BODY = 400;

  private final SampleOptions options;
  private final Delivery delivery;
  private final PrintWriter out;

  SampleImport(SampleOptions options, Delivery delivery, PrintWriter out) {
    this.options = options;
    this.delivery = delivery;
    this.out = out;
  }

  /**
   * Returns the command's exit code.
   *
   * @param to what the progress file calls the destination
   */
  int run(String to) throws InterruptedException {
    try (SampleArchive archive = options.open()) {
      SampleTransfer transfer =
          new SampleTransfer(
              archive,
              TransferMarks.open(options.progressFile(), options.from(), to),
              Version.current());
      List<Index> indices = transfer.open();
      boolean failed = false;
      AtomicLong read = new AtomicLong();
      long documents = Math.max(1, indices.stream().mapToLong(Index::documents).sum());
      for (int i = 0; i < indices.size(); i++) {
        Index index = indices.get(i);
        String place = "  %s, %d of %d".formatted(index.name(), i + 1, indices.size());
        ImportLedger ledger = new ImportLedger();
        try (ProgressLine _ =
            new ProgressLine(
                out, () -> ProgressLine.bar((double) read.get() / documents) + place)) {
          ledger.found(transfer.take(index, sink(ledger), read::addAndGet));
        }
        failed |= ledger.failed();
        tell(index, ledger);
      }
      out.println(
          indices.isEmpty()
              ? "Nothing has come since the last run"
              : "Indices taken over: "
                  + indices.size()
                  + "; run it again for what has come meanwhile");
      out.flush();
      return failed ? ExitCode.FAILED : ExitCode.OK;
    } catch (StoreException | IllegalArgumentException e) {
      throw ended("the deployment cannot be read: " + e.getMessage(), e);
    } catch (RecordingException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    } catch (IOException | UncheckedIOException e) {
      throw ended(String.valueOf(e.getMessage()), e);
    }
  }

  private TelemetryFile.Sink sink(ImportLedger ledger) {
    return body -> {
      Outcome outcome = delivery.deliver(body);
      requireTaken(body, outcome);
      ledger.ended(body, outcome);
    };
  }

  private static void requireTaken(RecordedBody body, Outcome outcome) {
    switch (outcome) {
      case Acknowledged _ -> {}
      case Refused(int status, String problem) -> {
        if (status != BAD_BODY) {
          throw ended(problem, null);
        }
      }
      case GivenUp(String problem) ->
          throw ended("%s was not taken: %s".formatted(body.route().path(), problem), null);
    }
  }

  private static CommandException ended(String why, @Nullable Throwable cause) {
    return new CommandException(why + "; run it again to go on from here", cause);
  }

  private void tell(Index index, ImportLedger ledger) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d documents; items: %s",
            index.name(),
            ledger.events(),
            ledger.items()));
    if (ledger.firstProblem() != null) {
      out.println("  first problem: " + ledger.firstProblem());
    }
    out.flush();
  }
}
