package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final int SAMPLES = 12;
  private static final TimeRange ALWAYS =
      new TimeRange(Telemetry.T0.minus(Duration.ofDays(1)), Telemetry.T0.plus(Duration.ofDays(30)));

  @TempDir Path home = Path.of("");

  @Test
  void aBackupRestoredElsewhereHasTheSameDocuments() {
    Path backup = home.resolve("it's a backup.duckdb");
    Path elsewhere = home.resolve("elsewhere");
    try (DuckDbStore store = open(home.resolve("data"))) {
      for (int call = 0; call < 20; call++) {
        store.write(batch(call));
      }
      awaitDerived(store);
      store.backup(backup);
      assertThat(Restore.of(backup, elsewhere)).isEmpty();
      try (DuckDbStore restored = open(elsewhere)) {
        for (Dataset dataset : Dataset.values()) {
          assertThat(all(restored, dataset)).as(dataset.apiName()).isEqualTo(all(store, dataset));
        }
        assertThat(all(restored, Dataset.SAMPLES).total()).isEqualTo(20L * SAMPLES);
        assertThat(restored.write(batch(3)).repeated()).isTrue();
        assertThat(restored.write(batch(20)).accepted()).isEqualTo(SAMPLES);
      }
    }
  }

  @Test
  void aBackupUnderLoadHasEachBatchWholeOrNotAtAll() throws Exception {
    Path backup = home.resolve("backup.duckdb");
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger before = new AtomicInteger();
    CountDownLatch written = new CountDownLatch(50);
    try (DuckDbStore store = open(home.resolve("data"));
        ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          writer.submit(() -> {
            for (int call = 0; !enough.get(); call++) {
              store.write(batch(call));
              before.incrementAndGet();
              written.countDown();
            }
          });
      written.await();
      int acknowledged = before.get();
      store.backup(backup);
      enough.set(true);
      writing.get();

      Restore.of(backup, home.resolve("elsewhere"));
      try (DuckDbStore restored = open(home.resolve("elsewhere"))) {
        awaitDerived(restored);
        long samples = all(restored, Dataset.SAMPLES).total();
        assertThat(samples % SAMPLES).isZero();
        assertThat(samples).isGreaterThanOrEqualTo((long) acknowledged * SAMPLES);
        assertThat(all(restored, Dataset.CALLS).total()).isEqualTo(samples / SAMPLES);
      }
    }
  }

  @Test
  void restoringKeepsWhatWasThere() throws IOException {
    Path backup = home.resolve("backup.duckdb");
    Path data = home.resolve("data");
    try (DuckDbStore store = open(data)) {
      store.write(batch(1));
      store.backup(backup);
      store.write(batch(2));
      assertThatThrownBy(() -> Restore.of(backup, data))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another Linecheck");
    }
    assertThat(Restore.of(backup, data))
        .allSatisfy(file -> assertThat(file).exists())
        .extracting(file -> file.getFileName().toString().replaceAll("before-.*", "before"))
        .containsExactly("linecheck.duckdb.before", "linecheck.mark.before");
    try (DuckDbStore store = open(data)) {
      assertThat(all(store, Dataset.SAMPLES).total()).isEqualTo(SAMPLES);
    }
  }

  @Test
  void whatIsNoBackupIsNotRestored() throws IOException {
    Path data = home.resolve("data");
    try (DuckDbStore store = open(data)) {
      store.write(batch(1));
    }
    Path text = Files.writeString(home.resolve("notes.txt"), "not a database");
    assertThatThrownBy(() -> Restore.of(text, data))
        .hasMessageContaining("notes.txt is not a backup of Linecheck, or not a whole one");
    try (DuckDbStore store = open(data)) {
      assertThat(all(store, Dataset.SAMPLES).total()).isEqualTo(SAMPLES);
    }
  }

  @Test
  void aFileThatExistsIsNotWrittenOver() throws IOException {
    Path file = Files.writeString(home.resolve("backup.duckdb"), "precious");
    try (DuckDbStore store = open(home.resolve("data"))) {
      assertThatThrownBy(() -> store.backup(file))
          .hasMessage(file + " exists: choose another file");
    }
    assertThat(file).hasContent("precious");
  }

  private static DuckDbStore open(Path directory) {
    return DuckDbStore.open(TestConfig.of(directory));
  }

  private static TelemetryBatch batch(int call) {
    return Telemetry.of("contact " + call, "agent " + call % 3)
        .id(new UUID(0x4000, call))
        .queue("queue " + call % 2)
        .seconds(AUDIO_INPUT, at(call), SAMPLES, received(49))
        .batch();
  }

  private static SearchAnswer all(DuckDbStore store, Dataset dataset) {
    return store.search(
        new SearchQuestion(
            dataset, ALWAYS, Filter.EVERYTHING, "timestamp", false, 1_000_000, null));
  }

  private static void awaitDerived(DuckDbStore store) {
    while (store.health().derivedLagMillis() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
