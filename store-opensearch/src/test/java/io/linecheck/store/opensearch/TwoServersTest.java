package io.linecheck.store.opensearch;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.Lease;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.WriteReceipt;
import io.linecheck.testkit.SettableClock;
import io.linecheck.testkit.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two servers share a cluster and nothing else. */
@ExtendWith(OpenSearchCluster.class)
class TwoServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BATCHES = 40;
  private static final int SECONDS_PER_BATCH = 5;

  private final List<TelemetryStore> servers = new ArrayList<>();

  @BeforeEach
  void open(@TempDir Path home) {
    for (int server = 0; server < 2; server++) {
      servers.add(
          OpenSearchStore.open(
              OpenSearchCluster.running().config(home, new SettableClock(at(3600)))));
    }
  }

  @AfterEach
  void close() {
    servers.forEach(TelemetryStore::close);
  }

  @Test
  void aCallIsRightAlthoughItsPartsCameToEitherInAnyOrder()
      throws InterruptedException, ExecutionException {
    List<Telemetry> parts = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      parts.add(
          Telemetry.of("c1", "ada")
              .seconds(
                  AUDIO_INPUT,
                  at(batch * SECONDS_PER_BATCH),
                  SECONDS_PER_BATCH,
                  received(49),
                  lost(1)));
    }
    parts.add(Telemetry.of("c1", "ada").event("mute", at(20)));
    parts.add(Telemetry.of("c1", "ada").event("unmute", at(50)));
    Collections.shuffle(parts, new Random(1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<WriteReceipt>> answers = new ArrayList<>();
      for (int part = 0; part < parts.size(); part++) {
        TelemetryStore server = servers.get(part % servers.size());
        Telemetry telemetry = parts.get(part);
        answers.add(threads.submit(() -> server.write(telemetry.batch())));
      }
      for (Future<WriteReceipt> answer : answers) {
        assertThat(answer.get().duplicates()).isZero();
      }
    }

    for (TelemetryStore server : servers) {
      eventually(() -> {
        assertThat(documents(server, Dataset.WINDOWS))
            .hasSize(BATCHES * SECONDS_PER_BATCH / 10)
            .allSatisfy(window ->
                assertThat(window)
                    .containsEntry("sampleCount", 10.0)
                    .containsEntry("lossPercent", 2.0));
        assertThat(documents(server, Dataset.CALLS))
            .singleElement()
            .satisfies(call ->
                assertThat(call)
                    .containsEntry("sampleCount", (double) BATCHES * SECONDS_PER_BATCH)
                    .containsEntry("mutedSeconds", 30.0)
                    .containsEntry("agentHearsLossPercent", 2.0));
      });
    }
  }

  @Test
  void callsAreWholeAlthoughTheirPartsComeToBothAtTheSameTime()
      throws InterruptedException, ExecutionException {
    int calls = 60;
    int parts = 4;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int part = 0; part < parts; part++) {
        List<Future<WriteReceipt>> answers = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
          TelemetryStore server = servers.get((call + part) % servers.size());
          Telemetry telemetry =
              Telemetry.of("c" + call, "ada").seconds(AUDIO_INPUT, at(part * 10), 10);
          answers.add(threads.submit(() -> server.write(telemetry.batch())));
        }
        for (Future<WriteReceipt> answer : answers) {
          answer.get();
        }
      }
    }

    eventually(() ->
        assertThat(documents(servers.getFirst(), Dataset.CALLS))
            .hasSize(calls)
            .allSatisfy(
                call -> assertThat(call).containsEntry("sampleCount", (double) parts * 10)));
  }

  @Test
  void theSameBatchAtBothIsStoredOnce() throws InterruptedException, ExecutionException {
    UUID id = UUID.fromString("6b0c4a52-0000-4000-8000-000000000007");
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<WriteReceipt>> answers = new ArrayList<>();
      for (TelemetryStore server : servers) {
        answers.add(
            threads.submit(() ->
                server.write(
                    Telemetry.of("c1", "ada").id(id).seconds(AUDIO_INPUT, at(0), 30).batch())));
      }
      for (Future<WriteReceipt> answer : answers) {
        accepted += answer.get().repeated() ? 0 : answer.get().accepted();
      }
    }

    assertThat(accepted).isGreaterThanOrEqualTo(30);
    eventually(() -> assertThat(documents(servers.getFirst(), Dataset.SAMPLES)).hasSize(30));
  }

  @Test
  void onlyTheEmbeddedStoreIsCopied() {
    assertThatThrownBy(() -> servers.getFirst().batches())
        .hasMessageContaining("only the embedded store is copied");
  }

  @Test
  void aJobIsOneServersUntilItDiesThenTheOthers() {
    AtomicLong nanos = new AtomicLong();
    List<Lease> leases =
        servers.stream()
            .map(server -> new Lease(server.documents(), "job", Lease.LASTS, nanos::get))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      leases.forEach(lease -> threads.execute(lease::renew));
    }
    assertThat(leases).filteredOn(Lease::isHeld).hasSize(1);
    Lease holder = leases.stream().filter(Lease::isHeld).findFirst().orElseThrow();
    Lease other = leases.stream().filter(lease -> lease != holder).findFirst().orElseThrow();

    other.renew();
    nanos.addAndGet(Lease.LASTS.toNanos() + 1);
    other.renew();
    holder.renew();

    assertThat(other.isHeld()).isTrue();
    assertThat(holder.isHeld()).isFalse();
  }

  private static List<Map<String, Object>> documents(TelemetryStore server, Dataset dataset) {
    TimeRange range = new TimeRange(at(-3600), at(3600));
    return server
        .search(
            new SearchQuestion(
                dataset, range, Filter.EVERYTHING, Fields.TIMESTAMP, false, 1000, null))
        .documents();
  }

  private static void eventually(Runnable assertion) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        assertion.run();
        return;
      } catch (AssertionError _) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    assertion.run();
  }
}
