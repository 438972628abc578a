package io.linecheck.bench.micro;

import io.linecheck.model.StreamType;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowInputs;
import io.linecheck.score.WindowQuality;
import io.linecheck.score.WindowScorer;
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

/** One window of ten seconds through the E-model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoreBenchmark {
  private final WindowScorer scorer = new WindowScorer(ScoringConfig.DEFAULT);
  private final WindowInputs window =
      new WindowInputs(
          StreamType.AUDIO_INPUT,
          10,
          3.0,
          497.0,
          1.0,
          7.5,
          60.0,
          85.0,
          null,
          null,
          null,
          null,
          "opus",
          0,
          0,
          true,
          true);

  /** A window with loss, jitter and delay. */
  @Benchmark
  public WindowQuality window() {
    return scorer.score(window);
  }
}
