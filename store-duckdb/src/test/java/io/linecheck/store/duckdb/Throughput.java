package io.linecheck.store.duckdb;

import static io.linecheck.testkit.Telemetry.jitter;
import static io.linecheck.testkit.Telemetry.level;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;

import io.linecheck.model.StreamType;
import io.linecheck.store.StoreException;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * How many samples a second {@code write()} takes with deriving on. Not a test: run it by hand,
 *
 * <pre>java -cp … io.linecheck.store.duckdb.Throughput [writers] [seconds] [calls a writer]</pre>
 *
 * <p>Each writer stands for some agents in a call: one batch brings thirty seconds of both
 * directions, a call lasts five minutes.
 */
final class Throughput {
  private static final int SECONDS_PER_BATCH = 30;
  private static final int BATCHES_PER_CALL = 10;

  private Throughput() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int writers = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int agents = args.length > 2 ? Integer.parseInt(args[2]) : 16;
    Path home = Files.createTempDirectory("linecheck-throughput");
    LongAdder samples = new LongAdder();
    try (DuckDbStore store = DuckDbStore.open(DuckDbConfig.of(home))) {
      long start = System.nanoTime();
      long end = start + TimeUnit.SECONDS.toNanos(seconds);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int writer = 0; writer < writers; writer++) {
          int first = writer * agents;
          var _ = threads.submit(() -> write(store, first, agents, end, samples));
        }
        for (int tick = 0; tick < seconds; tick++) {
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
          System.out.printf(
              "%3d s %,12d samples, derived lag %,d ms, %,d batches queued%n",
              tick + 1,
              samples.sum(),
              store.health().derivedLagMillis(),
              store.health().queuedBatches());
        }
      }
      double took = (System.nanoTime() - start) / 1e9;
      System.out.printf("%,.0f samples/s written%n", samples.sum() / took);
      while (store.health().derivedLagMillis() > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      double derived = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%,.0f samples/s derived, %.1f s after the last write; %s, %.1f bytes a sample%n",
          samples.sum() / derived,
          derived - took,
          store.health().rows(),
          store.health().bytes() / (double) samples.sum());
    }
  }

  private static void write(
      DuckDbStore store, int firstAgent, int agents, long end, LongAdder samples) {
    Instant origin = Instant.now().minus(Duration.ofDays(1));
    for (int batch = 0; System.nanoTime() < end; batch++) {
      Instant from = origin.plusSeconds((long) batch * SECONDS_PER_BATCH);
      for (int agent = firstAgent; agent < firstAgent + agents; agent++) {
        String contact = "contact-" + agent + "-" + batch / BATCHES_PER_CALL;
        Telemetry telemetry = Telemetry.of(contact, "agent-" + agent).queue("queue-" + agent % 20);
        for (int second = 0; second < SECONDS_PER_BATCH; second++) {
          for (StreamType stream : StreamType.values()) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            telemetry.sample(
                stream,
                from.plusSeconds(second),
                received(49 + random.nextInt(3)),
                lost(random.nextInt(20) == 0 ? 1 : 0),
                rtt(60 + random.nextInt(40)),
                jitter(random.nextInt(12)),
                level(random.nextInt(12_000)));
          }
        }
        try {
          samples.add(store.write(telemetry.batch()).accepted());
        } catch (StoreException e) {
          if (e.kind() != StoreException.Cause.OVERLOADED) {
            throw e;
          }
        }
      }
    }
  }
}
