package io.linecheck.bench;

import io.linecheck.bench.micro.AppendBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench/run jmh}. */
@Command(
    name = "jmh",
    description = "What decoding, scoring, appending and a roll-up question cost, by JMH")
final class JmhBench implements Callable<Integer> {
  @Mixin private Bench.Effort effort = new Bench.Effort();

  @Override
  public Integer call() throws IOException, RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(AppendBenchmark.class.getPackageName())
            .jvmArgs("--enable-native-access=ALL-UNNAMED", "-Xmx1g")
            .shouldFailOnError(true);
    if (effort.quick) {
      options
          .forks(1)
          .warmupIterations(1)
          .measurementIterations(1)
          .warmupTime(TimeValue.milliseconds(500))
          .measurementTime(TimeValue.milliseconds(500));
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      Result<?> score = result.getPrimaryResult();
      String[] name = result.getParams().getBenchmark().split("\\.", -1);
      rows.add(
          List.of(
              name[name.length - 2] + "." + name[name.length - 1],
              "%.3f".formatted(score.getScore()),
              "± %.3f".formatted(score.getScoreError()),
              score.getScoreUnit()));
    }
    new Report("jmh", "Parts")
        .say("%s", Machine.describe())
        .table(List.of("benchmark", "score", "error (99.9 %)", "unit"), rows)
        .finish();
    return 0;
  }
}
