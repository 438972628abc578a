package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: measurements, each a part that can be run and repeated by itself. */
@Command(
    name = "bench/run",
    description = "Measures Linecheck on this machine and prints tables in Markdown",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestBench.class,
      DiskBench.class,
      QueriesBench.class,
      ClusterBench.class,
      StartBench.class,
      ProfileBench.class,
      JmhBench.class,
      Bench.All.class
    })
final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  /** How long to measure; options that all parts share. */
  static final class Effort {
    @Option(names = "--seconds", description = "Length of each run. Default: ${DEFAULT-VALUE}")
    int seconds = 20;

    @Option(names = "--runs", description = "Runs of what varies most. Default: ${DEFAULT-VALUE}")
    int runs = 3;

    @Option(
        names = "--quick",
        description = "Only see that everything works: short runs, little data, no figures to keep")
    boolean quick;

    int seconds() {
      return quick ? 3 : seconds;
    }

    int runs() {
      return quick ? 1 : runs;
    }

    /** How often a question is asked. */
    int turns() {
      return quick ? 1 : 5;
    }

    long samples(long wanted) {
      return quick ? Math.min(wanted, 200_000) : wanted;
    }
  }

  /** {@code bench/run all}. */
  @Command(
      name = "all",
      description =
          "Every part that has no result yet (bench/target/results), then all results together")
  static final class All implements Callable<Integer> {
    private static final List<String> PARTS =
        List.of("ingest", "disk", "queries", "cluster", "start", "profile", "jmh");

    @Option(names = "--again", description = "Measure everything anew")
    private boolean again;

    @Option(names = "--quick", description = "Only see that everything works")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
      for (String part : PARTS) {
        if (again || !Files.exists(Report.file(part))) {
          String[] arguments = quick ? new String[] {part, "--quick"} : new String[] {part};
          int code = new CommandLine(new Bench()).execute(arguments);
          if (code != 0) {
            return code;
          }
        }
      }
      System.out.println("\n# Performance\n\n" + Machine.describe() + "\n");
      for (String part : PARTS) {
        System.out.print(Files.readString(Report.file(part)));
      }
      return 0;
    }
  }
}
