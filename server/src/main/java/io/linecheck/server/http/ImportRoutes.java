package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestAnswer;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.server.Version;
import io.linecheck.server.api.Answers;
import io.linecheck.server.recording.ImportHints;
import io.linecheck.server.recording.RecordedBody;
import io.linecheck.server.recording.RecordingException;
import io.linecheck.server.recording.TelemetryFile;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes a file of calls that somebody has and stores what is in it. */
final class ImportRoutes implements Routes {
  private static final int MOST_BYTES = 32 << 20;
  private static final String OWN_ADDRESS = "127.0.0.1";

  private final Ingest ingest;
  private final Clock clock = Clock.systemUTC();

  /** A file may stand in memory as a whole: one at a time. */
  private final Semaphore turn = new Semaphore(1);

  ImportRoutes(Ingest ingest) {
    this.ingest = ingest;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post(ApiRoutes.BASE + "/imports", this::take, Access.EXPORT);
  }

  private void take(Context ctx) throws IOException, InterruptedException {
    if (ctx.req().getContentLengthLong() > MOST_BYTES) {
      throw new HttpProblem(413, "file: too large, expected at most " + MOST_BYTES + " bytes");
    }
    if (!turn.tryAcquire()) {
      throw new HttpProblem(503, "another file is being imported; send it again later");
    }
    try {
      ImportHints hints = new ImportHints(text(ctx, "agent"), text(ctx, "contactId"));
      Tally tally = new Tally();
      TelemetryFile.read(
          new BoundedInput(ctx.bodyInputStream(), MOST_BYTES),
          hints,
          Version.current(),
          tally::take);
      ApiRoutes.answer(ctx, tally.answer());
    } catch (RecordingException unreadable) {
      throw new HttpProblem(400, "file: " + unreadable.getMessage());
    } finally {
      turn.release();
    }
  }

  private static @Nullable String text(Context ctx, String name) {
    @Nullable String given = ctx.queryParam(name);
    return given == null || given.isBlank() ? null : given.strip();
  }

  /** What became of the bodies. */
  private final class Tally {
    private final Set<String> contacts = new LinkedHashSet<>();
    private int accepted;
    private int duplicates;
    private int rejected;
    private @Nullable String firstProblem;

    void take(RecordedBody body) {
      IngestAnswer answer =
          ingest.accept(
              new IngestRequest(
                  body.route(), body.content(), OWN_ADDRESS, null, null, clock.instant()));
      body.contactId().ifPresent(contacts::add);
      accepted += answer.accepted();
      duplicates += answer.duplicates();
      rejected += answer.rejectedCount();
      if (answer.status() == 503) {
        throw new HttpProblem(503, String.valueOf(answer.error()));
      }
      if (firstProblem == null && !answer.rejected().isEmpty()) {
        firstProblem = answer.rejected().getFirst().reason();
      }
    }

    Answers.Import answer() {
      return new Answers.Import(
          List.copyOf(contacts), accepted, duplicates, rejected, firstProblem);
    }
  }
}
