package io.linecheck.bench;

import io.linecheck.simulator.IngestAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Telemetry over many connections for a time. Closed loop: each sends the next body once the last
 * is answered, which shows how much the server takes. Open loop: bodies have appointed times, and
 * latency counts from those, so that a server that stalls does not stop the clock.
 */
final class Load {
  private static final String PATH = "/ingest/softphonemetrics";
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final LinecheckProcess server;
  private final CallReplay replay;
  private final int connections;
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final Histogram latency = new ConcurrentHistogram(LONGEST_MICROS, 3);

  private Load(LinecheckProcess server, CallReplay replay, int connections) {
    this.server = server;
    this.replay = replay;
    this.connections = connections;
  }

  static LoadResult closed(
      LinecheckProcess server, CallReplay replay, int connections, Duration length)
      throws IOException, InterruptedException {
    return new Load(server, replay, connections)
        .run((load, number, start) -> load.sendUntil(number, start + length.toNanos()));
  }

  /** Sends at least so many samples, as fast as they are taken. */
  static LoadResult samples(
      LinecheckProcess server, CallReplay replay, int connections, long mostSamples)
      throws IOException, InterruptedException {
    return new Load(server, replay, connections)
        .run((load, number, _) -> load.sendSamples(number, mostSamples));
  }

  static LoadResult open(
      LinecheckProcess server,
      CallReplay replay,
      int connections,
      Duration length,
      double bodiesPerSecond)
      throws IOException, InterruptedException {
    return new Load(server, replay, connections)
        .run((load, number, start) ->
            load.sendOnTime(number, start, length.toNanos(), bodiesPerSecond));
  }

  private interface Sender {
    void send(Load load, int number, long startNanos) throws IOException;
  }

  private LoadResult run(Sender sender) throws IOException, InterruptedException {
    long cpuBefore = ProcessStats.cpuMillis(server.pid());
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int number = i;
      threads.add(Thread.ofVirtual().start(() -> guarded(sender, number, start)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new LoadResult(
        seconds,
        acknowledged.sum(),
        refused.sum(),
        failed.sum(),
        samples(),
        items.sum(),
        latency,
        (ProcessStats.cpuMillis(server.pid()) - cpuBefore) / 1e3);
  }

  private void guarded(Sender sender, int number, long start) {
    try {
      sender.send(this, number, start);
    } catch (IOException | RuntimeException e) {
      System.err.println("connection " + number + " ended: " + e);
      failed.increment();
    }
  }

  private void sendUntil(int number, long endNanos) throws IOException {
    CallReplay.Sequence bodies = replay.sequence(seed(number));
    try (Connection connection = new Connection(server.url())) {
      while (System.nanoTime() < endNanos) {
        byte[] body = bodies.next();
        post(connection, body, System.nanoTime());
      }
    }
  }

  private void sendSamples(int number, long mostSamples) throws IOException {
    CallReplay.Sequence bodies = replay.sequence(seed(number));
    try (Connection connection = new Connection(server.url())) {
      while (samples() < mostSamples || !bodies.atBeginningOfCall()) {
        byte[] body = bodies.next();
        while (!post(connection, body, System.nanoTime())) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
      }
    }
  }

  private void sendOnTime(int number, long start, long length, double bodiesPerSecond)
      throws IOException {
    double nanosBetweenBodies = 1e9 / bodiesPerSecond;
    CallReplay.Sequence bodies = replay.sequence(seed(number));
    try (Connection connection = new Connection(server.url())) {
      for (long turn = 0; ; turn++) {
        long due = start + Math.round((turn * connections + number) * nanosBetweenBodies);
        if (due - start >= length) {
          return;
        }
        byte[] body = bodies.next();
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        post(connection, body, due);
      }
    }
  }

  private boolean post(Connection connection, byte[] body, long sinceNanos) throws IOException {
    Connection.Answer answer = connection.post(PATH, body);
    long micros = (System.nanoTime() - sinceNanos) / 1000;
    switch (answer.status()) {
      case 200 -> {
        acknowledged.increment();
        items.add(IngestAnswer.parse(answer.body()).accepted());
        latency.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
        return true;
      }
      case 503 -> refused.increment();
      default -> {
        failed.increment();
        throw new IOException("answered " + answer.status() + " " + answer.text());
      }
    }
    return false;
  }

  private long samples() {
    return acknowledged.sum() * CallTemplates.SAMPLES_PER_BODY;
  }

  /** Other ids in each load, of which one process makes several. */
  private static long seed(int number) {
    return System.nanoTime() * 31 + number;
  }
}
