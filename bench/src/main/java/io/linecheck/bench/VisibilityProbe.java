package io.linecheck.bench;

import io.linecheck.simulator.IngestAnswer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long after its acknowledgement a body's samples and windows are seen by questions. */
final class VisibilityProbe {
  private static final String PATH = "/ingest/softphonemetrics";
  private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(2);

  final Histogram samplesMillis = new Histogram(LONGEST_MILLIS, 3);
  final Histogram windowsMillis = new Histogram(LONGEST_MILLIS, 3);

  private final LinecheckProcess server;
  private final CallReplay replay;
  private final Thread thread;
  private volatile boolean closed;
  private int bodiesOfCall;
  private long acknowledgedItems;

  VisibilityProbe(LinecheckProcess server, CallReplay replay) {
    this.server = server;
    this.replay = replay;
    this.thread = Thread.ofPlatform().name("visibility").start(this::run);
  }

  private void run() {
    CallReplay.Sequence bodies = replay.sequence(System.nanoTime());
    try (Connection connection = new Connection(server.url())) {
      while (!closed) {
        do {
          post(connection, bodies.next());
        } while (!bodies.atBeginningOfCall());
        long acknowledged = System.nanoTime();
        int expected = bodiesOfCall * CallTemplates.SAMPLES_PER_BODY;
        String contact = bodies.contactId();
        bodiesOfCall = 0;
        samplesMillis.recordValue(
            await("samples", "{\"as\":\"n\",\"count\":true}", contact, expected, acknowledged));
        windowsMillis.recordValue(
            await(
                "windows",
                "{\"as\":\"n\",\"function\":\"sum\",\"field\":\"sampleCount\"}",
                contact,
                expected,
                acknowledged));
      }
    } catch (IOException e) {
      System.err.println("the visibility probe ended: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Connection connection, byte[] body) throws IOException {
    Connection.Answer answer = connection.post(PATH, body);
    while (answer.status() == 503) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      answer = connection.post(PATH, body);
    }
    acknowledgedItems += IngestAnswer.parse(answer.body()).accepted();
    bodiesOfCall++;
  }

  private long await(String dataset, String measure, String contact, int expected, long sinceNanos)
      throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    String question =
        """
        {"dataset":"%s","from":%d,"to":%d,"filter":{"field":"contactId","in":["%s"]},
         "measures":[%s]}
        """
            .formatted(dataset, now - TimeUnit.DAYS.toMillis(60), now + 60_000, contact, measure);
    while (true) {
      double seen = server.ask("/api/v1/query", question).path("rows").path(0).path(0).asDouble(0);
      long millis = (System.nanoTime() - sinceNanos) / 1_000_000;
      if (seen >= expected || millis >= LONGEST_MILLIS) {
        return Math.min(millis, LONGEST_MILLIS);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** How many samples it sent itself; once it is closed. */
  long acknowledgedItems() {
    return acknowledgedItems;
  }

  /** Looks at the call under way to its end, then stops. */
  void end() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
