package io.linecheck.bench;

import io.linecheck.bench.Panels.Panel;
import io.linecheck.bench.Panels.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run queries}. */
@Command(
    name = "queries",
    description =
        "Questions of dashboards over 1 h, 24 h, 7 d and 30 d, over HTTP; what it fills is kept and"
            + " found again")
final class QueriesBench implements Callable<Integer> {
  private static final int CALL_TEMPLATES = 100;
  private static final int CONNECTIONS = 64;
  private static final long STEP_SAMPLES = 10_000_000;

  @Mixin private Bench.Effort effort = new Bench.Effort();

  @Option(
      names = "--samples",
      description = "Samples of 30 days in Linecheck. Default: ${DEFAULT-VALUE}")
  private long samples = 300_000_000;

  @Option(
      names = "--documents",
      description = "Samples of 30 days in OpenSearch; 0 for none. Default: ${DEFAULT-VALUE}")
  private long documents = 7_200_000;

  private interface Asked {
    void ask(Panel panel) throws IOException, InterruptedException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    CallTemplates templates = CallTemplates.of(effort.quick ? 20 : CALL_TEMPLATES);
    Report report = new Report("queries", "Questions").say("%s", Machine.describe());
    linecheck(templates, report);
    if (documents > 0) {
      openSearch(templates, report);
    }
    report.finish();
    return 0;
  }

  private void linecheck(CallTemplates templates, Report report)
      throws IOException, InterruptedException, ExecutionException {
    Path data = Work.folder("queries-linecheck");
    Filling filling = Filling.in(data, effort.samples(samples), templates);
    try (LinecheckProcess server = LinecheckProcess.start(data, "")) {
      while (filling.missing() > 0) {
        CallReplay replay =
            new CallReplay(templates, filling.nextMillis(), filling.millisBetweenCalls());
        LoadResult step =
            Load.samples(server, replay, CONNECTIONS, Math.min(STEP_SAMPLES, filling.missing()));
        server.awaitDerived();
        filling.filled(step.samples(), replay.begun());
      }
      Asked asked = panel -> server.ask(panel.path(), panel.linecheck());
      report.say(
          "Linecheck, %s samples in 30 days; milliseconds:", Report.whole(filling.samples()));
      List<List<String>> rows = rows(asked, filling.endMillis(), templates.agent());
      rows.add(overview(server, filling.endMillis()));
      report.table(head(), rows);
      report.say(
          "Resident memory after it: %.0f MB.", ProcessStats.residentMegabytes(server.pid()));
    }
  }

  private void openSearch(CallTemplates templates, Report report)
      throws IOException, InterruptedException, ExecutionException {
    Path work = Work.folder("queries-opensearch");
    Filling filling = Filling.in(work, effort.samples(documents), templates);
    try (OpenSearchProcess openSearch = OpenSearchProcess.start(work)) {
      if (filling.missing() > 0) {
        openSearch.createIndex();
        long sent =
            new BulkLoad(openSearch, templates)
                .fill(filling.nextMillis(), filling.millisBetweenCalls(), filling.missing());
        openSearch.compact();
        filling.filled(sent, 0);
      }
      report.say(
          "OpenSearch, %s samples in 30 days, one segment, request cache off; milliseconds. It"
              + " holds samples alone: it has no calls and no scores to answer the Overview with.",
          Report.whole(filling.samples()));
      Asked asked = panel -> openSearch.search(panel.openSearch());
      report.table(head(), rows(asked, filling.endMillis(), templates.agent()));
      report.say("Resident memory after it: %.0f MB.", openSearch.residentMegabytes());
    }
  }

  private List<List<String>> rows(Asked asked, long end, String agent)
      throws IOException, InterruptedException, ExecutionException {
    int panels = Panels.twelve(Span.ALL.getFirst(), end, agent).size();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < panels; i++) {
      List<String> row = new ArrayList<>();
      for (Span span : Span.ALL) {
        Panel panel = Panels.twelve(span, end, agent).get(i);
        if (row.isEmpty()) {
          row.add(panel.name());
        }
        row.add(Report.tenths(Browser.medianMillis(effort.turns(), () -> asked.ask(panel))));
      }
      rows.add(row);
    }
    List<String> together = new ArrayList<>(List.of("all twelve, from one browser"));
    for (Span span : Span.ALL) {
      List<Panel> all = Panels.twelve(span, end, agent);
      together.add(
          Report.tenths(
              Browser.medianMillis(effort.turns(), () -> Browser.atOnce(all, asked::ask))));
    }
    rows.add(together);
    return rows;
  }

  private List<String> overview(LinecheckProcess server, long end)
      throws IOException, InterruptedException, ExecutionException {
    List<String> row = new ArrayList<>(List.of("the Overview page, all its questions"));
    for (Span span : Span.ALL) {
      List<String> questions = Panels.overview(span, end);
      row.add(
          Report.tenths(
              Browser.medianMillis(
                  effort.turns(),
                  () ->
                      Browser.atOnce(
                          questions, question -> server.ask("/api/v1/query", question)))));
    }
    return row;
  }

  private static List<String> head() {
    List<String> head = new ArrayList<>(List.of("question"));
    Span.ALL.forEach(span -> head.add(span.name()));
    return head;
  }
}
