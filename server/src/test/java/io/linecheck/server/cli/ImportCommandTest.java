package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
  private static final TimeRange RECORDED =
      new TimeRange(Instant.parse("2026-11-22T07:00:00Z"), Instant.parse("2026-11-22T08:00:00Z"));

  @TempDir private Path directory = Path.of("unused");
  private Path recording = Path.of("unused");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyRecording() throws IOException {
    recording = directory.resolve("one-call-mute.json");
    try (InputStream in =
        Objects.requireNonNull(
            ImportCommandTest.class.getResourceAsStream(
                "/io/linecheck/server/recording/one-call-mute.json"))) {
      Files.copy(in, recording);
    }
  }

  @Test
  void importingAgainIntoARunningServerAddsNothing() {
    try (TestServer server = TestServer.on(keeping(directory.resolve("data")))) {
      String url = server.uri("ingest").toString();
      assertThat(run("import", "--url", url, recording.toString())).isZero();
      Map<Dataset, Long> once = rows(server.server().store());
      assertThat(once)
          .containsEntry(Dataset.SAMPLES, 10L)
          .containsEntry(Dataset.REPORTS, 1L)
          .containsEntry(Dataset.API_METRICS, 1L)
          .containsEntry(Dataset.EVENTS, 8L);
      assertThat(run("import", "--url", url, recording.toString())).isZero();
      assertThat(rows(server.server().store())).isEqualTo(once);
    }
    assertThat(out.toString()).contains("1 calls, 10 samples").contains("0 rejected");
  }

  @Test
  void withoutAServerItGoesIntoTheDataDirectory() {
    Path data = directory.resolve("alone");
    int exitCode =
        run(
            "import",
            "--port",
            "0",
            "--data",
            data.toString(),
            "--retention-calls",
            "forever",
            "--retention-samples",
            "forever",
            recording.toString());
    assertThat(exitCode).isZero();
    try (TestServer server = TestServer.on(keeping(data))) {
      assertThat(rows(server.server().store())).containsEntry(Dataset.SAMPLES, 10L);
    }
  }

  @Test
  void aFileThatIsNoRecordingIsNamedAndTheOthersAreImported() throws IOException {
    Path other = Files.writeString(directory.resolve("other.json"), "{}");
    Path missing = directory.resolve("missing.json");
    try (TestServer server = TestServer.on(keeping(directory.resolve("data")))) {
      String url = server.uri("ingest").toString();
      int exitCode =
          run("import", "--url", url, other.toString(), missing.toString(), recording.toString());
      assertThat(exitCode).isEqualTo(ExitCode.FAILED);
      assertThat(rows(server.server().store())).containsEntry(Dataset.SAMPLES, 10L);
    }
    assertThat(err.toString())
        .contains(other + ": not a dump of chrome://webrtc-internals: expected a member")
        .contains(missing + ": there is no such file");
  }

  /** The recording keeps its date, whenever the test runs. */
  private static Settings keeping(Path data) {
    return TestServer.settings(data)
        .with(SettingsCatalogue.RETENTION_CALLS, "forever")
        .with(SettingsCatalogue.RETENTION_SAMPLES, "forever")
        .with(SettingsCatalogue.RETENTION_REPORTS, "forever")
        .with(SettingsCatalogue.RETENTION_EVENTS, "forever")
        .with(SettingsCatalogue.RETENTION_API_METRICS, "forever");
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private static Map<Dataset, Long> rows(TelemetryStore store) {
    Map<Dataset, Long> rows = new EnumMap<>(Dataset.class);
    for (Dataset dataset :
        new Dataset[] {Dataset.SAMPLES, Dataset.REPORTS, Dataset.API_METRICS, Dataset.EVENTS}) {
      rows.put(dataset, store.search(question(dataset)).total());
    }
    return rows;
  }

  private static SearchQuestion question(Dataset dataset) {
    return new SearchQuestion(dataset, RECORDED, Filter.EVERYTHING, "timestamp", true, 100, null);
  }
}
