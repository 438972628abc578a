package io.linecheck.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import io.linecheck.testkit.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives the death of the process, once. */
class CrashTest {
  private static final int ROUNDS = 3;
  private static final int BATCHES_A_ROUND = 150;
  private static final TimeRange ALWAYS =
      new TimeRange(Telemetry.T0.minus(Duration.ofDays(1)), Telemetry.T0.plus(Duration.ofDays(30)));

  @TempDir Path home;

  @Test
  void acknowledgedBatchesAreThereOnceAfterSigkill() throws IOException, InterruptedException {
    Set<Integer> acknowledged = new TreeSet<>();
    int next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(writeUntilKilled(next));
      try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
        assertStoredOnce(store, acknowledged);
      }
      next = acknowledged.stream().mapToInt(n -> n).max().orElse(0) + 100;
      next -= next % CrashWriter.CALLS;
    }
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertDerived(store);
    }
  }

  @Test
  void aFullDiskRefusesBatchesLosesNoneAndTheStoreRecovers()
      throws IOException, InterruptedException {
    Process writer = start(0, Long.toString(3L << 20));
    Set<Integer> acknowledged = new TreeSet<>();
    int refused = 0;
    int recovered = -1;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("refused")) {
          assertThat(line).isEqualTo("refused UNAVAILABLE");
          refused++;
        } else if (line.startsWith("recovered ")) {
          recovered = Integer.parseInt(line.substring("recovered ".length()));
          acknowledged.add(recovered);
        } else {
          acknowledged.add(Integer.valueOf(line));
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }

    assertThat(acknowledged).isNotEmpty();
    assertThat(refused).as(Files.readString(errors())).isPositive();
    assertThat(recovered).as(Files.readString(errors())).isPositive();
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertStoredOnce(store, acknowledged);
      assertDerived(store);
    }
  }

  private Set<Integer> writeUntilKilled(int first) throws IOException, InterruptedException {
    Process writer = start(first, "");
    Set<Integer> acknowledged = new TreeSet<>();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        acknowledged.add(Integer.valueOf(line));
        if (acknowledged.size() == BATCHES_A_ROUND) {
          // Not through Process, which would also throw away what was printed.
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(acknowledged)
        .as(Files.readString(errors()))
        .hasSizeGreaterThanOrEqualTo(BATCHES_A_ROUND);
    return acknowledged;
  }

  private Process start(int first, String fileLimit) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CrashWriter.class.getName(),
            home.toString(),
            Integer.toString(first),
            fileLimit)
        .redirectError(errors().toFile())
        .start();
  }

  private Path errors() {
    return home.resolveSibling(home.getFileName() + ".err");
  }

  private static void assertStoredOnce(DuckDbStore store, Set<Integer> acknowledged) {
    for (int number : acknowledged) {
      TelemetryBatch batch = CrashWriter.batch(number).batch();
      assertThat(store.write(batch))
          .as("batch %d", number)
          .isEqualTo(new WriteReceipt(CrashWriter.SAMPLES, 0, List.of(), true));
    }
    List<Map<String, Object>> samples = documents(store, Dataset.SAMPLES);
    assertThat(samples).doesNotHaveDuplicates();
    // A batch that was committed and not acknowledged any more may be there, but whole.
    assertThat(samples.size() % CrashWriter.SAMPLES).isZero();
    assertThat(samples).hasSizeGreaterThanOrEqualTo(acknowledged.size() * CrashWriter.SAMPLES);
  }

  private static void assertDerived(DuckDbStore store) {
    Map<List<@Nullable Object>, Double> expected = new HashMap<>();
    for (Map<String, Object> sample : documents(store, Dataset.SAMPLES)) {
      long moment = sample.get("timestamp") instanceof Long millis ? millis : 0;
      expected.merge(
          Arrays.asList(sample.get("contactId"), moment - moment % 10_000), 1.0, Double::sum);
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (store.health().derivedLagMillis() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    Map<List<@Nullable Object>, Double> derived = new HashMap<>();
    for (Map<String, Object> window : documents(store, Dataset.WINDOWS)) {
      derived.merge(
          Arrays.asList(window.get("contactId"), window.get("timestamp")),
          window.get("sampleCount") instanceof Double count ? count : Double.valueOf(0),
          Double::sum);
    }
    assertThat(derived).isEqualTo(expected);
    assertThat(documents(store, Dataset.CALLS))
        .hasSameSizeAs(expected.keySet().stream().map(List::getFirst).distinct().toList());
  }

  private static List<Map<String, Object>> documents(DuckDbStore store, Dataset dataset) {
    return store
        .search(
            new SearchQuestion(
                dataset, ALWAYS, Filter.EVERYTHING, "timestamp", false, 1_000_000, null))
        .documents();
  }
}
