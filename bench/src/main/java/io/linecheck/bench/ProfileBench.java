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
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench/run profile}. */
@Command(
    name = "profile",
    description = "Where the server spends its time under full load, by JDK Flight Recorder")
final class ProfileBench implements Callable<Integer> {
  private static final int SHOWN = 40;
  private static final int CONNECTIONS = 256;
  private static final int AGENTS = 1000;

  @Mixin private Bench.Effort effort = new Bench.Effort();

  private final Map<String, Integer> methods = new HashMap<>();

  /** In how many samples a method is anywhere in the stack. */
  private final Map<String, Integer> callers = new HashMap<>();

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
        "-XX:StartFlightRecording=settings=profile,jdk.CPUTimeSample#enabled=true,dumponexit=true"
            + ",delay=%ds,filename=%s".formatted(effort.seconds(), recording);
    try (LinecheckProcess server = LinecheckProcess.start(data, options)) {
      CallReplay replay =
          CallReplay.ofAgents(
              templates, System.currentTimeMillis() - Duration.ofDays(5).toMillis(), AGENTS);
      Load.closed(server, replay, CONNECTIONS, length);
      load = Load.closed(server, replay, CONNECTIONS, length);
    }
    read(recording);
    new Report("profile", "Profile of ingest")
        .say("%s", Machine.describe())
        .say(
            "%s samples/s while recording, after as long a time of warming up, %.0f %% of a core; %s"
                + " samples of processor time. Native code (DuckDB, sockets) shows as the method"
                + " that called it; compiler and collector are not seen.",
            Report.whole(load.samplesPerSecond()), load.cpuPercent(), Report.whole(seen))
        .table(List.of("method at the top of the stack", "share"), top(methods))
        .table(List.of("within", "share"), top(callers))
        .table(List.of("thread", "share"), top(threads))
        .finish();
    return 0;
  }

  private void read(Path recording) throws IOException {
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
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
    seen++;
    methods.merge(name(stack.getFrames().getFirst()), 1, Integer::sum);
    stack.getFrames().stream()
        .map(ProfileBench::name)
        .distinct()
        .forEach(caller -> callers.merge(caller, 1, Integer::sum));
    RecordedThread thread = event.getThread("eventThread");
    String name = thread == null ? "" : String.valueOf(thread.getJavaName());
    threads.merge(
        name.isEmpty() ? "virtual threads" : name.replaceAll("\\d+", "N"), 1, Integer::sum);
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
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
