package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.store.SizeCut;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinecheckServerTest {
  @TempDir Path data = Path.of("");

  @Test
  void closingAnswersWhatWasTakenAndThenClosesTheStore() throws Exception {
    FakeStore store = new FakeStore();
    CountDownLatch gate = new CountDownLatch(1);
    store.writesWaitFor = gate;
    TestServer server = TestServer.on(store);

    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() ->
            server.post(
                "/ingest/apimetrics",
                "{\"agent\":\"jane\",\"API_METRIC\":[{\"name\":\"getAgent\",\"time\":12,"
                    + "\"timestamp\":\"%s\"}]}".formatted(Instant.now())));
    Awaiting.until(() -> store.writing.get() == 1);
    Thread closing = Thread.ofPlatform().start(() -> server.server().close());
    assertThat(closing.join(Duration.ofMillis(300))).isFalse();
    assertThat(store.closed).isFalse();
    gate.countDown();

    assertThat(answer.get().statusCode()).isEqualTo(200);
    closing.join();
    assertThat(store.closed).isTrue();
    assertThat(store.batches).hasSize(1);
    server.server().awaitClosed();
  }

  @Test
  void aPortInUseIsSaidSoAndTheStoreIsClosed() {
    FakeStore second = new FakeStore();
    try (TestServer first = TestServer.on(new FakeStore())) {
      int port = first.server().port();
      Settings settings =
          TestServer.settings(data).with(SettingsCatalogue.PORT, Integer.toString(port));

      assertThatThrownBy(() -> TestServer.on(second, settings))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port)
          .hasMessageEndingWith("choose another --port or --address");
    }
    assertThat(second.closed).isTrue();
  }

  @Test
  void aDirectoryInUseIsSaidSo() {
    Settings settings = TestServer.settings(data);
    try (TestServer first = TestServer.on(settings)) {
      assertThat(first.server().store().health().writable()).isTrue();
      assertThatThrownBy(() -> LinecheckServer.start(settings))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("the store in " + data + " cannot be opened: ");
    }
  }

  @Test
  void whatIsTooOldIsRemovedAtTheStart() throws InterruptedException {
    FakeStore store = new FakeStore();
    Settings settings =
        TestServer.settings(data)
            .with(SettingsCatalogue.RETENTION_CALLS, "forever")
            .with(SettingsCatalogue.RETENTION_SAMPLES, "7d");
    try (TestServer server = TestServer.on(store, settings)) {
      assertThat(server.server().port()).isPositive();
      store.retained.await();
    }

    assertThat(store.retentions.getFirst().mostBytes()).isNull();
    assertThat(store.retentions)
        .first()
        .satisfies(policy ->
            assertThat(policy.keep())
                .isEqualTo(
                    Map.of(
                        Dataset.SAMPLES, Duration.ofDays(7),
                        Dataset.WINDOWS, Duration.ofDays(90),
                        Dataset.REPORTS, Duration.ofDays(400),
                        Dataset.API_METRICS, Duration.ofDays(90),
                        Dataset.EVENTS, Duration.ofDays(400))));
  }

  @Test
  void whatGoesBecauseOfTheSizeStandsInTheAuditLog() {
    FakeStore store = new FakeStore();
    Instant before = Instant.parse("2026-11-20T00:00:00Z");
    store.sizeCut = Optional.of(new SizeCut(before, 3, 900, 600));
    Settings settings =
        TestServer.settings(data).with(SettingsCatalogue.RETENTION_MAX_SIZE, "64MiB");
    try (TestServer server = TestServer.on(store, settings)) {
      Awaiting.until(() ->
          server
              .get("/api/v1/audit?action=retention.size")
              .body()
              .contains("before 2026-11-20T00:00:00Z"));
      assertThat(server.get("/api/v1/audit?action=retention.size").body())
          .contains("\"days\":\"3\"", "\"bytesBefore\":\"900\"", "\"bytesAfter\":\"600\"");
    }
    assertThat(store.retentions.getFirst().mostBytes()).isEqualTo(64L << 20);
  }
}
