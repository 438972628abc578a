package io.linecheck.bench.micro;

import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestAnswer;
import io.linecheck.ingest.IngestLimits;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.ingest.Outcomes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A body from bytes to a mended batch, handed to a store that takes everything. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private final List<IngestRequest> bodies = Bodies.metrics();
  private final NoStore store = new NoStore();
  private final Ingest ingest =
      new Ingest(store, store, IngestLimits.DEFAULT, Outcomes.NONE, Clock.systemUTC());
  private int next;

  /** The next body of a working day. */
  @Benchmark
  public IngestAnswer decodeAndMend() {
    next = (next + 1) % bodies.size();
    return ingest.accept(bodies.get(next));
  }
}
