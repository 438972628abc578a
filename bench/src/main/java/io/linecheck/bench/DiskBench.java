package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run disk}. */
@Command(
    name = "disk",
    description = "Bytes on disk for a sample of a finished day, everything included")
final class DiskBench implements Callable<Integer> {
  private static final int CALL_TEMPLATES = 100;
  private static final int CONNECTIONS = 64;

  @Mixin private Bench.Effort effort = new Bench.Effort();

  @Option(names = "--samples", description = "Samples of the day. Default: ${DEFAULT-VALUE}")
  private long samples = 10_000_000;

  @Option(
      names = "--documents",
      description = "The same in OpenSearch; 0 for none. Default: ${DEFAULT-VALUE}")
  private long documents = 3_000_000;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    CallTemplates templates = CallTemplates.of(effort.quick ? 20 : CALL_TEMPLATES);
    Report report =
        new Report("disk", "Disk: a finished day")
            .say("%s", Machine.describe())
            .say(
                "Linecheck: the whole data directory after a stop, with samples, ten-second"
                    + " windows, minute roll-ups and calls. OpenSearch: samples alone, derived"
                    + " source, after a merge into one segment.");
    List<String> linecheck = linecheck(templates);
    report.table(
        List.of("store", "samples", "MB", "bytes a sample"),
        documents == 0 ? List.of(linecheck) : List.of(linecheck, openSearch(templates)));
    report.finish();
    return 0;
  }

  private List<String> linecheck(CallTemplates templates)
      throws IOException, InterruptedException, SQLException {
    Path data = Work.fresh("disk-linecheck");
    long wanted = effort.samples(samples);
    CallReplay replay = new CallReplay(templates, twoDaysAgo(), betweenCalls(templates, wanted));
    LoadResult load;
    try (LinecheckProcess server = LinecheckProcess.start(data, "")) {
      load = Load.samples(server, replay, CONNECTIONS, wanted);
      server.awaitDerived();
    }
    StoredItems stored = StoredItems.in(data);
    if (stored.samples() + stored.events() != load.items()) {
      throw new IOException(stored.against(load.items()));
    }
    return row("Linecheck", stored.samples(), Work.bytes(data));
  }

  private List<String> openSearch(CallTemplates templates)
      throws IOException, InterruptedException {
    try (OpenSearchProcess openSearch = OpenSearchProcess.start(Work.fresh("disk-opensearch"))) {
      openSearch.createIndex();
      long wanted = effort.samples(documents);
      long sent =
          new BulkLoad(openSearch, templates)
              .fill(twoDaysAgo(), betweenCalls(templates, wanted), wanted);
      openSearch.compact();
      return row("OpenSearch", sent, openSearch.bytes());
    }
  }

  private static List<String> row(String store, long count, long bytes) {
    return List.of(
        store,
        Report.whole(count),
        Report.tenths(bytes / 1e6),
        Report.tenths(bytes / (double) count));
  }

  private static long twoDaysAgo() {
    long day = Duration.ofDays(1).toMillis();
    return System.currentTimeMillis() / day * day - 2 * day;
  }

  private static double betweenCalls(CallTemplates templates, long wanted) {
    return Duration.ofDays(1).toMillis() * templates.samplesPerCall() / wanted;
  }
}
