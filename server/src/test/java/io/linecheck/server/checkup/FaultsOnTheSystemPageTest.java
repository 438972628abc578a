package io.linecheck.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.server.Awaiting;
import io.linecheck.server.FakeStore;
import io.linecheck.server.LinecheckServer;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.StartException;
import io.linecheck.server.SystemChecks;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.tls.TestCertificate;
import io.linecheck.server.tls.TlsFiles;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreActivity;
import io.linecheck.store.StoreActivity.AcceptedLoss;
import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault is caused, and the page says what it is and what to do. */
class FaultsOnTheSystemPageTest {
  private static final String PAGE = "https://softphone.example.com";

  @TempDir Path data = Path.of("");

  @Test
  void aServerThatIsWellSaysSo() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(SystemChecks.of(server).check("telemetry"))
          .startsWith("attention\nNone has come yet.\nSettings › Collector shows the line");

      server.post("/ingest/softphonemetrics", SampleBodies.call("c1", now() - 60_000, 25));

      SystemChecks checks = SystemChecks.of(server);
      assertThat(checks.check("telemetry"))
          .startsWith("ok\nThe last came ")
          .contains("a program, without a page, source not told: ", ", 50 items since the start");
      assertThat(checks.check("refusals")).startsWith("ok\nNothing was refused");
      assertThat(checks.check("clocks")).startsWith("ok\n");
      assertThat(checks.check("origins")).startsWith("ok\n");
      assertThat(checks.check("store"))
          .startsWith("ok\nEverything that comes is written.")
          .contains("Queue: 0 of 4,096 batches", "Commits: 1 since the server started, the last");
      assertThat(checks.check("disk")).contains(" are free for " + data, "Store: ", "Growth: not");
      assertThat(checks.check("dataDirectory")).startsWith("ok\n" + data + " is held by this");
      assertThat(checks.check("retention")).contains("retention-samples 30 d");
      assertThat(checks.check("versions")).contains("Linecheck ", "DuckDB v", "schema version ");
    }
  }

  @Test
  void afterARestartTheLastStoredCallIsKnown() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      server.post("/ingest/softphonemetrics", SampleBodies.call("c1", now() - 7_200_000, 25));
    }
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(SystemChecks.of(server).check("telemetry"))
          .startsWith("attention\nNone has come since the server started; the last call before")
          .contains("began 2 h ago.");
    }
  }

  @Test
  void whatIsRefusedIsThereByReasonWithAnExample() {
    try (TestServer server = TestServer.on(new FakeStore())) {
      for (int second = 0; second < 3; second++) {
        server.post(
            "/ingest/softphonemetrics",
            SampleBodies.of(
                "c1", SampleBodies.sample("audio_input", now() + 86_400_000 + 1000L * second)));
      }
      server.post("/ingest/callreport", "{");

      assertThat(SystemChecks.of(server).check("refusals"))
          .startsWith("attention\n4 refusals for 2 reasons since the server started; the last ")
          .contains("Each line names the item and what was expected.")
          .contains("3 × softphonemetrics: softphoneStreamStatistics[0].timestamp: ")
          .contains("lies ahead; expected at most 10 min after now")
          .contains("1 × callreport: ");
    }
  }

  @Test
  void aPageThatMayNotSendIsNamed() {
    try (TestServer server = TestServer.on(new FakeStore())) {
      server.send(
          server
              .json("/ingest/softphonemetrics", bytes(SampleBodies.call("c1", now() - 5_000, 2)))
              .header("Origin", PAGE));

      assertThat(SystemChecks.of(server).check("origins"))
          .startsWith("attention\n1 page tried to send and may not: " + PAGE + ".\n")
          .contains("add them to allowed-origins and start the server anew");
    }
  }

  @Test
  void aClockThatIsOffIsFoundByItsCall() {
    try (TestServer server = TestServer.on(new FakeStore())) {
      String body = SampleBodies.call("c-slow-clock", now() - 7_200_000, 2);
      server.post("/ingest/softphonemetrics", "{\"clockSkewMillis\":7200000," + body.substring(1));

      assertThat(SystemChecks.of(server).check("clocks"))
          .startsWith("attention\n1 call of the last 24 h came from computers whose clock is off")
          .contains("at most 2 h behind.", "fetch their time (NTP)")
          .contains("contact c-slow-clock: 2 h behind, told ");
    }
  }

  @Test
  void aCertificateThatExpiresSoonIsSaidSo() {
    TestCertificate certificate =
        TestCertificate.named("example", Instant.now().plus(Duration.ofDays(3)));
    TlsFiles files = certificate.writeTo(data);
    Settings settings =
        Settings.load(
            List.of(),
            Map.of(
                "LINECHECK_PORT", "0",
                "LINECHECK_DATA", data.toString(),
                "LINECHECK_TLS_CERTIFICATE", files.certificate().toString(),
                "LINECHECK_TLS_KEY", files.key().toString()),
            null);
    try (TestServer server = TestServer.on(new FakeStore(), settings, certificate.trusted())) {
      assertThat(SystemChecks.of(server).check("certificate"))
          .startsWith(
              "attention\nThe certificate in " + files.certificate() + " expires in 2 d 23 h")
          .contains("Renew it: ");
    }
  }

  @Test
  void aSecondServerOnTheSameDataIsSaidSo() {
    Settings settings = TestServer.settings(data);
    try (TestServer server = TestServer.on(settings)) {
      assertThatThrownBy(() -> LinecheckServer.start(settings)).isInstanceOf(StartException.class);

      assertThat(SystemChecks.of(server).check("dataDirectory"))
          .startsWith("attention\nA second server was refused ")
          .contains("which tried to use " + data, "stop it or give it --data of its own");
    }
  }

  @Test
  void aStoreThatCannotWriteFailsInWordsThatHelp() {
    FakeStore store = new FakeStore();
    try (TestServer server = TestServer.on(store)) {
      store.activity = failed("Could not write file \"x.wal\": No space left on device");
      assertThat(SystemChecks.of(server).state()).isEqualTo("failing");
      assertThat(SystemChecks.of(server).check("store"))
          .startsWith("failing\nThe last write failed just now: Could not write file")
          .contains("The disk is full: free space", "goes on by itself with the next request");

      store.activity = failed("Cannot open file: Read-only file system");
      assertThat(SystemChecks.of(server).check("store")).contains("mount its file system for writ");

      store.fail(StoreException.Cause.BROKEN);
      assertThat(SystemChecks.of(server).check("store")).contains("Then start the server anew.");
    }
  }

  @Test
  void anAcceptedLossStaysVisible() {
    FakeStore store = new FakeStore();
    store.activity =
        new StoreActivity(
            "fake",
            1,
            Commits.NONE,
            null,
            null,
            null,
            List.of(new AcceptedLoss(Instant.now(), 12, 1, "the log was cut")));
    try (TestServer server = TestServer.on(store)) {
      assertThat(SystemChecks.of(server).check("losses"))
          .startsWith("attention\nStarted 1 time without what was acknowledged, the last time ")
          .contains("comes back with a backup from before (linecheck restore)")
          .contains("12 batches of telemetry, 1 change of accounts and settings; the log was cut");
    }
  }

  @Test
  void daysThatWentBecauseOfTheSizeAreSaidSo() {
    FakeStore store = new FakeStore();
    store.sizeCut =
        Optional.of(new SizeCut(Instant.parse("2026-11-20T00:00:00Z"), 3, 90L << 20, 60L << 20));
    Settings settings =
        TestServer.settings(data).with(SettingsCatalogue.RETENTION_MAX_SIZE, "64MiB");
    try (TestServer server = TestServer.on(store, settings)) {
      Awaiting.until(() ->
          SystemChecks.of(server)
              .check("retention")
              .startsWith("attention\n3 days, everything before 2026-11-20 00:00 UTC, went "));
      assertThat(SystemChecks.of(server).check("retention"))
          .contains(
              "because of retention-max-size: the data took 90 MiB, now 60 MiB.",
              "make retention-max-size larger",
              "retention-max-size 64 MiB");
    }
  }

  private static StoreActivity failed(String reason) {
    return new StoreActivity(
        "fake", 1, Commits.NONE, null, new Failure(Instant.now(), reason, null), null, List.of());
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
