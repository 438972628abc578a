package io.linecheck.bench.micro;

import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Durable batches a second from many writers, with windows, scores and roll-ups behind them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Threads(64)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AppendBenchmark {
  private List<TelemetryBatch> batches = List.of();
  private @Nullable Path home;
  private @Nullable DuckDbStore store;

  /** What one writer counts beside the batches. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Samples {
    public long samples;
  }

  /** Makes the batches and an empty store. */
  @Setup
  public void open() throws IOException {
    batches = Bodies.batches();
    home = Files.createTempDirectory("linecheck-append");
    store = DuckDbStore.open(DuckDbConfig.of(home));
  }

  /** One batch of a new call, durable when it returns. */
  @Benchmark
  public void append(Samples counted) {
    DuckDbStore open = store;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    TelemetryBatch batch =
        Bodies.ofAnotherCall(
            batches.get(random.nextInt(batches.size())),
            new UUID(random.nextLong(), random.nextLong()));
    try {
      counted.samples += open.write(batch).accepted();
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.OVERLOADED) {
        throw e;
      }
    }
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
