package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench/run start}. */
@Command(name = "start", description = "From the start to the first answer; memory when idle")
final class StartBench implements Callable<Integer> {
  private static final int MOST_RUNS = 7;
  private static final int IDLE_SECONDS = 60;

  @Mixin private Bench.Effort effort = new Bench.Effort();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Work.fresh("start");
    List<String> command;
    double idleMegabytes;
    try (LinecheckProcess first = LinecheckProcess.start(data, "")) {
      command = first.command();
      first.health();
      TimeUnit.SECONDS.sleep(effort.quick ? 1 : IDLE_SECONDS);
      idleMegabytes = ProcessStats.residentMegabytes(first.pid());
    }
    List<Double> launched = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int run = 0; run < (effort.quick ? 1 : MOST_RUNS); run++) {
      launched.add(secondsToAnswer(() -> LinecheckProcess.start(data, "")));
      bare.add(secondsToAnswer(() -> LinecheckProcess.start(command, data, "")));
    }
    new Report("start", "Start and rest")
        .say("%s", Machine.describe())
        .table(
            List.of("what", "median", "best", "worst"),
            List.of(
                row("first answer after `java -jar`, s", bare),
                row("first answer after `./linecheck serve`, s", launched),
                row("resident, idle for a minute, MB", List.of(idleMegabytes))))
        .finish();
    return 0;
  }

  private interface Start {
    LinecheckProcess run() throws IOException;
  }

  private static double secondsToAnswer(Start start) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (LinecheckProcess server = start.run()) {
      server.health();
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static List<String> row(String what, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return List.of(
        what,
        "%.2f".formatted(sorted.get(sorted.size() / 2)),
        "%.2f".formatted(Collections.min(values)),
        "%.2f".formatted(Collections.max(values)));
  }
}
