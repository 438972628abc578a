package io.linecheck.bench.micro;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A trend by queue over a day of half a million samples, answered by the minute roll-up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RollUpBenchmark {
  private static final int SAMPLES = 500_000;

  private @Nullable Path home;
  private @Nullable DuckDbStore store;
  private @Nullable AggregateQuestion question;

  /** Fills a store and waits until windows and roll-ups are complete. */
  @Setup
  public void fill() throws IOException {
    home = Files.createTempDirectory("linecheck-rollup");
    DuckDbStore open = DuckDbStore.open(DuckDbConfig.of(home));
    store = open;
    List<TelemetryBatch> batches = Bodies.batches();
    SplittableRandom random = new SplittableRandom(5);
    int written = 0;
    for (int i = 0; written < SAMPLES; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      written += open.write(Bodies.ofAnotherCall(batches.get(i % batches.size()), id)).accepted();
    }
    while (open.health().derivedLagMillis() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    question =
        new AggregateQuestion(
            Dataset.WINDOWS,
            new TimeRange(end.minus(Duration.ofHours(26)), end),
            Filter.EVERYTHING,
            List.of("contactQueue"),
            Duration.ofMinutes(15),
            List.of(
                new Measure.Statistic("mos", Measure.Function.AVG, "mosCqe"),
                new Measure.Statistic("rtt", Measure.Function.P95, "roundTripTimeMillis")),
            null,
            50);
    if (!open.aggregate(question).source().equals("rollup1m")) {
      throw new IllegalStateException("the roll-up did not answer");
    }
  }

  /** Mean MOS and p95 of the round trip by queue and quarter of an hour. */
  @Benchmark
  public AggregateAnswer trendByQueue() {
    if (store == null || question == null) {
      throw new IllegalStateException("not open");
    }
    return store.aggregate(question);
  }

  /** Removes what was written. */
  @TearDown
  public void remove() throws IOException {
    if (store != null && home != null) {
      store.close();
      try (Stream<Path> all = Files.walk(home)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
