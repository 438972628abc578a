package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench/run profile}. */
@Command(
    name = "profile",
    description = "Where the server spends its time under full load, by JDK Flight Recorder")
final class ProfileBench implements Callable<Integer> {
  private static final int SHOWN = 25;
  private static final int CONNECTIONS = 256;
  private static final int AGENTS = 1000;

  @Mixin private Bench.Effort effort = new Bench.Effort();

  private final Map<String, Integer> methods = new HashMap<>();
  private final Map<String, Integer> threads = new HashMap<>();
  private int seen;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Work.fresh("profile");
    Path recording = data.resolve("ingest.jfr");
    CallTemplates templates = CallTemplates.of(effort.quick ? 20 : 100);
    Duration length = Duration.ofSeconds(effort.seconds());
    LoadResult load;
    String options =
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording;
    try (LinecheckProcess server = LinecheckProcess.start(data, options)) {
      CallReplay replay =
          CallReplay.ofAgents(
              templates, System.currentTimeMillis() - Duration.ofDays(5).toMillis(), AGENTS);
      load = Load.closed(server, replay, CONNECTIONS, length);
    }
    read(recording);
    new Report("profile", "Profile of ingest")
        .say("%s", Machine.describe())
        .say(
            "%s samples/s while recording, %.0f %% of a core; %s samples of stacks. Native code"
                + " (DuckDB, sockets) shows as the method that called it.",
            Report.whole(load.samplesPerSecond()), load.cpuPercent(), Report.whole(seen))
        .table(List.of("method at the top of the stack", "share"), top(methods))
        .table(List.of("thread", "share"), top(threads))
        .finish();
    return 0;
  }

  private void read(Path recording) throws IOException {
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        String kind = event.getEventType().getName();
        if (kind.equals("jdk.ExecutionSample") || kind.equals("jdk.NativeMethodSample")) {
          add(event);
        }
      }
    }
  }

  private void add(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null || stack.getFrames().isEmpty()) {
      return;
    }
    RecordedFrame top = stack.getFrames().getFirst();
    String method = top.getMethod().getType().getName() + '.' + top.getMethod().getName();
    if (method.contains("EPoll.wait") || method.contains("Net.accept")) {
      return; // waiting, which a native sample cannot tell from work
    }
    seen++;
    methods.merge(method, 1, Integer::sum);
    var thread = event.getThread("sampledThread");
    String name = thread == null ? "" : String.valueOf(thread.getJavaName());
    threads.merge(
        name.isEmpty() ? "virtual threads" : name.replaceAll("\\d+", "N"), 1, Integer::sum);
  }

  private List<List<String>> top(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(one ->
            List.of("`" + one.getKey() + "`", "%.1f %%".formatted(100.0 * one.getValue() / seen)))
        .toList();
  }
}
