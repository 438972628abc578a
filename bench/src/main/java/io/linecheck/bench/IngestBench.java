package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run ingest}. */
@Command(
    name = "ingest",
    description =
        "Samples a second acknowledged durable over HTTP, beside direct _bulk into OpenSearch;"
            + " latency from the scheduled time at 50 %% and 80 %% of that")
final class IngestBench implements Callable<Integer> {
  private static final int AGENTS_IN_CALLS = 1000;
  private static final int CALL_TEMPLATES = 100;
  private static final List<String> HEAD =
      List.of(
          "load",
          "bodies/s",
          "samples/s",
          "p50 ms",
          "p99 ms",
          "p99.9 ms",
          "max ms",
          "CPU %",
          "told to come back",
          "failed");

  @Mixin private Bench.Effort effort = new Bench.Effort();

  @Option(names = "--connections", description = "Senders at once. Default: ${DEFAULT-VALUE}")
  private int connections = 256;

  @Option(names = "--without-opensearch", description = "Linecheck alone")
  private boolean withoutOpenSearch;

  private final List<List<String>> rows = new ArrayList<>();
  private long acknowledgedItems;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    CallTemplates templates = CallTemplates.of(effort.quick ? 20 : CALL_TEMPLATES);
    Report report =
        new Report("ingest", "Ingest: acknowledged durable over HTTP")
            .say("%s", Machine.describe())
            .say(
                "One body is thirty seconds of both directions of a call, 60 samples, %.1f KB on"
                    + " average; %d connections; server, windows, scores and roll-ups, and the load"
                    + " generator share the machine. %d s each.",
                templates.bytesPerBody() / 1000, connections, effort.seconds());
    double bulk = withoutOpenSearch ? Double.NaN : openSearch(templates);
    Path data = Work.fresh("ingest-linecheck");
    double saturation = linecheck(templates, data, report);
    report.table(HEAD, rows);
    if (!withoutOpenSearch) {
      report.say(
          "Linecheck takes %.1f times as many samples a second as direct `_bulk` (medians of %d"
              + " runs).",
          saturation / bulk, effort.runs());
    }
    report.say("Ledger: %s.", StoredItems.in(data).against(acknowledgedItems)).finish();
    return 0;
  }

  private double openSearch(CallTemplates templates) throws IOException, InterruptedException {
    List<LoadResult> runs = new ArrayList<>();
    try (OpenSearchProcess openSearch = OpenSearchProcess.start(Work.fresh("ingest-opensearch"))) {
      openSearch.createIndex();
      new BulkLoad(openSearch, templates).run(length());
      for (int run = 0; run < effort.runs(); run++) {
        openSearch.createIndex();
        LoadResult result = new BulkLoad(openSearch, templates).run(length());
        runs.add(result);
        long found = openSearch.documents();
        if (found != result.samples()) {
          throw new IOException("OpenSearch has " + found + " of " + result.samples());
        }
      }
    }
    LoadResult median = LoadResult.median(runs);
    add("OpenSearch, direct `_bulk` of 10,000, 4 clients", median);
    return median.samplesPerSecond();
  }

  private double linecheck(CallTemplates templates, Path data, Report report)
      throws IOException, InterruptedException {
    long origin = System.currentTimeMillis() - Duration.ofDays(10).toMillis();
    CallReplay replay = CallReplay.ofAgents(templates, origin, AGENTS_IN_CALLS);
    try (LinecheckProcess server = LinecheckProcess.start(data, "")) {
      count(Load.closed(server, replay, connections, length()));
      List<LoadResult> runs = new ArrayList<>();
      for (int run = 0; run < effort.runs(); run++) {
        runs.add(count(Load.closed(server, replay, connections, length())));
        settle(server);
      }
      LoadResult saturation = LoadResult.median(runs);
      add("Linecheck, closed loop", saturation);
      open("Linecheck, open loop at 50 %", server, replay, 0.5, saturation);
      settle(server);
      open("Linecheck, open loop at 80 %", server, replay, 0.8, saturation);
      long start = System.nanoTime();
      server.awaitDerived();
      double derivedAfter = (System.nanoTime() - start) / 1e9;
      VisibilityProbe seen = new VisibilityProbe(server, replayOfProbe(templates, origin));
      open("Linecheck, open loop at 50 %, asked without pause", server, replay, 0.5, saturation);
      seen.end();
      settle(server);
      report
          .say(
              "Resident memory of Linecheck after it: %.0f MB. Windows and calls were complete"
                  + " %.1f s after the last body at 80 %%.",
              ProcessStats.residentMegabytes(server.pid()), derivedAfter)
          .say(
              "Asked without pause, acknowledged samples were seen after p50 %d ms, max %d ms"
                  + " (the question's own time included), their windows after p50 %d ms, max %d ms"
                  + " (%d calls looked at).",
              seen.samplesMillis.getValueAtPercentile(50),
              seen.samplesMillis.getMaxValue(),
              seen.windowsMillis.getValueAtPercentile(50),
              seen.windowsMillis.getMaxValue(),
              seen.samplesMillis.getTotalCount());
      acknowledgedItems += seen.acknowledgedItems();
      return saturation.samplesPerSecond();
    }
  }

  private void open(
      String name, LinecheckProcess server, CallReplay replay, double share, LoadResult saturation)
      throws IOException, InterruptedException {
    LoadResult result =
        Load.open(server, replay, connections, length(), share * saturation.bodiesPerSecond());
    add(name, count(result));
  }

  /** The probe's calls lie a day earlier, so that they meet nobody else's windows. */
  private static CallReplay replayOfProbe(CallTemplates templates, long origin) {
    return new CallReplay(templates, origin - Duration.ofDays(1).toMillis(), 60_000);
  }

  private LoadResult count(LoadResult result) {
    acknowledgedItems += result.items();
    return result;
  }

  private static void settle(LinecheckProcess server) throws IOException, InterruptedException {
    server.awaitDerived();
  }

  private void add(String load, LoadResult result) {
    rows.add(
        List.of(
            load,
            Report.whole(result.bodiesPerSecond()),
            Report.whole(result.samplesPerSecond()),
            Report.tenths(result.latencyMillis(50)),
            Report.tenths(result.latencyMillis(99)),
            Report.tenths(result.latencyMillis(99.9)),
            Report.tenths(result.latencyMillis(100)),
            Report.whole(result.cpuPercent()),
            Report.whole(result.refused()),
            Report.whole(result.failed())));
  }

  private Duration length() {
    return Duration.ofSeconds(effort.seconds());
  }
}
