package io.linecheck.store.duckdb;

import io.linecheck.access.HiddenFields;
import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.access.ScopedReader;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.StreamType;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.store.TelemetryReader;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a scope costs a dashboard's question over a week, from the minute roll-up. Not a test: run
 * it by hand,
 *
 * <pre>java -cp … io.linecheck.store.duckdb.ScopeCost [calls] [questions]</pre>
 *
 * <p>Scopes take turns, so that what else the machine does falls on all of them.
 */
final class ScopeCost {
  private static final int SECONDS_PER_CALL = 60;
  private static final int WARM_UP = 20;
  private static final TimeRange WEEK =
      new TimeRange(Telemetry.T0, Telemetry.T0.plus(Duration.ofDays(7)));

  private ScopeCost() {}

  public static void main(String[] args) throws IOException {
    int calls = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int questions = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    Path home = Files.createTempDirectory("linecheck-scope");
    try (DuckDbStore store = DuckDbStore.open(DuckDbConfig.of(home))) {
      fill(store, calls);
      Map<String, TelemetryReader> readers = new LinkedHashMap<>();
      readers.put("the store itself", store);
      readers.put("everything", scoped(store, new Scope.Everything()));
      readers.put("5 of 20 queues", scoped(store, limited()));
      readers.put("one agent", scoped(store, new Scope.Own("agent-7")));
      report(measure(readers, questions));
    }
  }

  /** How long each took, by the reader's name; the first rounds warm up. */
  private static Map<String, double[]> measure(
      Map<String, TelemetryReader> readers, int questions) {
    Map<String, double[]> millis = new LinkedHashMap<>();
    readers.forEach((name, reader) -> {
      AggregateAnswer answer = reader.aggregate(question());
      System.out.printf("%-18s %d groups from %s%n", name, answer.rows().size(), answer.source());
      millis.put(name, new double[questions]);
    });
    for (int round = -WARM_UP; round < questions; round++) {
      int at = Math.max(round, 0);
      millis.forEach((name, took) -> {
        long start = System.nanoTime();
        Objects.requireNonNull(readers.get(name)).aggregate(question());
        took[at] = (System.nanoTime() - start) / 1e6;
      });
    }
    return millis;
  }

  private static void report(Map<String, double[]> millis) {
    millis.forEach((name, took) -> {
      Arrays.sort(took);
      System.out.printf(
          "%-18s p50 %.1f ms, p95 %.1f ms%n",
          name, took[took.length / 2], took[took.length * 95 / 100]);
    });
  }

  private static AggregateQuestion question() {
    return new AggregateQuestion(
        Dataset.WINDOWS,
        WEEK,
        Filter.EVERYTHING,
        List.of("contactQueue"),
        null,
        List.of(
            new Measure.Count("n"),
            new Measure.Statistic("mos", Measure.Function.AVG, "mosCqe"),
            new Measure.Ratio("loss", List.of("packetsLost"), List.of("packetsExpected"), 100)),
        null,
        100);
  }

  private static ScopedReader scoped(DuckDbStore store, Scope scope) {
    return new ScopedReader(store, scope, HiddenFields.NETWORK);
  }

  private static Scope limited() {
    return new Scope.Limited(
        Set.of("queue-0", "queue-1", "queue-2", "queue-3", "queue-4"),
        List.of(new HierarchyBranch(List.of("EMEA"))));
  }

  private static void fill(DuckDbStore store, int calls) {
    long between = WEEK.length().toMillis() / calls;
    for (int call = 0; call < calls; call++) {
      Telemetry telemetry =
          Telemetry.of("contact-" + call, "agent-" + call % 200)
              .queue("queue-" + call % 20)
              .with(CallAttribute.HIERARCHY_L1, "EMEA");
      for (StreamType stream : StreamType.values()) {
        telemetry.seconds(
            stream,
            WEEK.from().plusMillis(call * between),
            SECONDS_PER_CALL,
            Telemetry.received(49),
            Telemetry.lost(call % 3),
            Telemetry.rtt(80));
      }
      store.write(telemetry.batch());
    }
    while (store.health().derivedLagMillis() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    System.out.println(store.health().rows());
  }
}
