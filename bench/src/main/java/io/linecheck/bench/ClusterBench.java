package io.linecheck.bench;

import io.linecheck.bench.Panels.Panel;
import io.linecheck.bench.Panels.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run cluster}. */
@Command(
    name = "cluster",
    description =
        "Samples a second acknowledged through Linecheck into OpenSearch, beside direct _bulk of"
            + " the same documents; bytes a sample; the questions of dashboards, with twice the"
            + " data as well")
final class ClusterBench implements Callable<Integer> {
  private static final int AGENTS_IN_CALLS = 1000;
  private static final int CALL_TEMPLATES = 100;
  private static final int CONNECTIONS = 256;
  private static final String SAMPLES = "softphonestreamstats-*";
  private static final String DERIVED = "linecheck-*";

  /** A day that has Linecheck's template, and nothing else. */
  private static final String SAME_MAPPING = "softphonestreamstats-2001-01-01";

  /** Without a template, as the AWS sample makes its indices. */
  private static final String OWN_MAPPING = "plain";

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final List<Span> SPANS = Span.ALL.subList(0, 2);

  @Mixin private Bench.Effort effort = new Bench.Effort();

  @Option(
      names = "--samples",
      description = "Samples of the day that is asked about. Default: ${DEFAULT-VALUE}")
  private long samples = 600_000;

  private final List<List<String>> loads = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    CallTemplates templates = CallTemplates.of(effort.quick ? 20 : CALL_TEMPLATES);
    Report report =
        new Report("cluster", "A cluster's store")
            .say("%s", Machine.describe())
            .say(
                "One OpenSearch node with 4 GB heap, no replicas, but where it says otherwise;"
                    + " nodes, Linecheck and the load generator share the machine. %d s each,"
                    + " medians of %d runs.",
                effort.seconds(), effort.runs());
    ofThreeNodes(templates);
    try (OpenSearchProcess openSearch = OpenSearchProcess.start(Work.fresh("cluster-opensearch"));
        LinecheckProcess server = linecheck("cluster-linecheck", openSearch, 1)) {
      double through =
          through("Linecheck, with windows, scores and calls", server, openSearch, templates);
      List<BulkClients.Bulk> same = SameDocuments.read(openSearch, SAMPLES);
      double direct = direct(openSearch, same);
      report
          .table(List.of("load", "samples/s", "p50 ms", "p99 ms", "told to come back"), loads)
          .say("Through Linecheck: %.0f %% of direct `_bulk`.", 100 * through / direct);
      disk(openSearch, same, report);
      questions(server, templates, report);
    }
    report.finish();
    return 0;
  }

  private void ofThreeNodes(CallTemplates templates) throws IOException, InterruptedException {
    List<OpenSearchProcess> nodes = OpenSearchProcess.startCluster(Work.fresh("cluster-nodes"), 3);
    try (LinecheckProcess server = linecheck("cluster-nodes-linecheck", nodes.getFirst(), 2)) {
      through(
          "Linecheck, three nodes of 1 GB, each sample on two before it is acknowledged",
          server,
          nodes.getFirst(),
          templates);
    } finally {
      nodes.forEach(OpenSearchProcess::close);
    }
  }

  private static LinecheckProcess linecheck(String work, OpenSearchProcess openSearch, int copies)
      throws IOException {
    return LinecheckProcess.start(
        Work.fresh(work),
        "",
        "--store=opensearch",
        "--opensearch-url=" + openSearch.url(),
        "--opensearch-replicas=" + (copies - 1),
        "--opensearch-copies=" + copies);
  }

  private double through(
      String name, LinecheckProcess server, OpenSearchProcess openSearch, CallTemplates templates)
      throws IOException, InterruptedException {
    long origin = System.currentTimeMillis() - 10 * DAY_MILLIS;
    CallReplay replay = CallReplay.ofAgents(templates, origin, AGENTS_IN_CALLS);
    long acknowledged = Load.closed(server, replay, CONNECTIONS, length()).samples();
    List<LoadResult> runs = new ArrayList<>();
    for (int run = 0; run < effort.runs(); run++) {
      LoadResult result = Load.closed(server, replay, CONNECTIONS, length());
      acknowledged += result.samples();
      runs.add(result);
      server.awaitDerived();
    }
    long found = openSearch.documents(SAMPLES);
    if (found != acknowledged) {
      throw new IOException("the cluster has " + found + " samples of " + acknowledged);
    }
    return add(name, runs);
  }

  private double direct(OpenSearchProcess openSearch, List<BulkClients.Bulk> same)
      throws IOException, InterruptedException {
    List<LoadResult> runs = new ArrayList<>();
    for (int run = 0; run <= effort.runs(); run++) {
      openSearch.send("DELETE", SAME_MAPPING + "?ignore_unavailable=true", null);
      LoadResult result = new BulkClients(openSearch, SAME_MAPPING).run(same, length());
      if (run > 0) {
        runs.add(result);
      }
    }
    openSearch.send("DELETE", SAME_MAPPING, null);
    return add("direct `_bulk` of the same documents, 10,000 a request, 4 clients", runs);
  }

  private void disk(OpenSearchProcess openSearch, List<BulkClients.Bulk> same, Report report)
      throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    openSearch.compact(SAMPLES);
    long own = openSearch.documents(SAMPLES);
    rows.add(row("samples, Linecheck's template", own, openSearch.bytes(SAMPLES)));
    openSearch.compact(DERIVED);
    rows.add(
        row(
            "with windows, calls and answers to batches",
            own,
            openSearch.bytes(SAMPLES + "," + DERIVED)));
    openSearch.send("PUT", OWN_MAPPING, "{\"settings\":{\"number_of_replicas\":0}}");
    for (BulkClients.Bulk bulk : same) {
      new BulkClients(openSearch, OWN_MAPPING).send(1, () -> bulk);
    }
    openSearch.compact(OWN_MAPPING);
    rows.add(
        row(
            "samples, dynamic mapping, as the AWS sample leaves it",
            openSearch.documents(OWN_MAPPING),
            openSearch.bytes(OWN_MAPPING)));
    openSearch.send("DELETE", OWN_MAPPING, null);
    report
        .say("Merged into one segment:")
        .table(List.of("what", "samples", "MB", "bytes a sample"), rows);
  }

  private void questions(LinecheckProcess server, CallTemplates templates, Report report)
      throws IOException, InterruptedException, ExecutionException {
    long end = System.currentTimeMillis() / DAY_MILLIS * DAY_MILLIS - DAY_MILLIS;
    long wanted = effort.samples(samples);
    List<List<String>> rows = new ArrayList<>();
    for (int filled = 1; filled <= 2; filled++) {
      double between = DAY_MILLIS * templates.samplesPerCall() / wanted;
      Load.samples(
          server, new CallReplay(templates, end - DAY_MILLIS, between), CONNECTIONS, wanted);
      server.awaitDerived();
      for (Span span : SPANS) {
        rows.add(asked(server, span, end, templates, filled * wanted));
      }
    }
    report
        .say("Questions over HTTP, milliseconds:")
        .table(List.of("range", "samples a day", "twelve panels", "the Overview page"), rows);
  }

  private List<String> asked(
      LinecheckProcess server, Span span, long end, CallTemplates templates, long inDay)
      throws IOException, InterruptedException, ExecutionException {
    List<Panel> panels = Panels.twelve(span, end, templates.agent());
    List<String> overview = Panels.overview(span, end);
    return List.of(
        span.name(),
        Report.whole(inDay),
        Report.tenths(
            Browser.medianMillis(
                effort.turns(),
                () ->
                    Browser.atOnce(panels, panel -> server.ask(panel.path(), panel.linecheck())))),
        Report.tenths(
            Browser.medianMillis(
                effort.turns(),
                () ->
                    Browser.atOnce(overview, question -> server.ask("/api/v1/query", question)))));
  }

  private static List<String> row(String what, long samples, long bytes) {
    return List.of(
        what,
        Report.whole(samples),
        Report.tenths(bytes / 1e6),
        Report.tenths(bytes / (double) samples));
  }

  private double add(String load, List<LoadResult> runs) {
    LoadResult median = LoadResult.median(runs);
    loads.add(
        List.of(
            load,
            Report.whole(median.samplesPerSecond()),
            Report.tenths(median.latencyMillis(50)),
            Report.tenths(median.latencyMillis(99)),
            Report.whole(median.refused())));
    return median.samplesPerSecond();
  }

  private Duration length() {
    return Duration.ofSeconds(effort.seconds());
  }
}
