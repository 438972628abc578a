package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Awaiting;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackupCommandTest {
  @TempDir private Path directory = Path.of("unused");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final long start = System.currentTimeMillis() - 600_000;

  @Test
  void aBackupOfARunningServerRestoredElsewhereAnswersTheSame() throws IOException {
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup.duckdb");
    Path elsewhere = directory.resolve("elsewhere");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      fill(server);
      assertThat(run("backup", backup.toString(), "--data=" + data)).as(err.toString()).isZero();
      assertThat(out.toString()).contains(backup + ": ").contains(" bytes");
      assertThat(run("restore", backup.toString(), "--data=" + elsewhere))
          .as(err.toString())
          .isZero();
      try (TestServer restored = TestServer.on(TestServer.settings(elsewhere))) {
        for (String question : questions()) {
          assertThat(ask(restored, question))
              .isEqualTo(ask(server, question))
              .contains("\"rows\":[[");
        }
        String call = "/api/v1/calls/c1";
        assertThat(restored.get(call).body()).isEqualTo(server.get(call).body()).contains("\"c1\"");
      }
    }
    try (var files = Files.list(data)) {
      assertThat(files).noneMatch(file -> file.toString().contains("answer-"));
    }
  }

  @Test
  void withoutAServerTheDataDirectoryIsBackedUp() {
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup.duckdb");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      fill(server);
    }
    assertThat(run("backup", backup.toString(), "--data=" + data)).as(err.toString()).isZero();
    assertThat(backup).isNotEmptyFile();
  }

  @Test
  void aFileThatExistsIsKept() throws IOException {
    Path file = Files.writeString(directory.resolve("precious"), "x");
    assertThat(run("backup", file.toString(), "--data=" + directory.resolve("data")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().strip()).isEqualTo(file + " exists: choose another file");
    assertThat(file).hasContent("x");
  }

  @Test
  void nobodyGetsABackupOverTheNetwork() {
    Path data = directory.resolve("data");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(server.send(server.anonymous("/api/v1/backup")).statusCode()).isEqualTo(401);
      assertThat(server.get("/api/v1/backup").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/audit?action=store.backup").body())
          .contains("\"actor\":\"local access\"");
    }
    try (var files = Files.list(data)) {
      assertThat(files).noneMatch(left -> left.toString().contains("answer-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNotThereCannotBeRestored() {
    assertThat(run("restore", "nowhere.duckdb", "--data=" + directory.resolve("data")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().strip()).isEqualTo("nowhere.duckdb: there is no such file");
  }

  private void fill(TestServer server) {
    server.post("/ingest/softphonemetrics", SampleBodies.call("c1", start, 25));
    server.post("/ingest/softphonemetrics", SampleBodies.call("c2", start + 5_000, 25));
    server.post("/ingest/callreport", SampleBodies.report("c1", start + 40_000));
    server.post("/ingest/apimetrics", SampleBodies.apiMetric(start));
    Awaiting.until(() -> server.get("/api/v1/health").body().contains("\"derivedLagMillis\":0"));
  }

  private List<String> questions() {
    String range = "\"from\":%d,\"to\":%d".formatted(start - 3_600_000, start + 3_600_000);
    return List.of(
        """
        {"dataset":"calls",%s,"groupBy":["quality"],"measures":[{"as":"n","count":true}]}\
        """
            .formatted(range),
        """
        {"dataset":"windows",%s,"groupBy":["contactId"],"interval":"PT60S",
         "measures":[{"as":"mos","function":"avg","field":"mosCqe"},
          {"as":"p","function":"p95","field":"roundTripTimeMillis"}]}\
        """
            .formatted(range),
        """
        {"dataset":"samples",%s,"measures":[{"as":"s","function":"sum","field":"packetsLost"}]}\
        """
            .formatted(range),
        """
        {"dataset":"apiMetrics",%s,"measures":[{"as":"n","count":true}]}\
        """
            .formatted(range));
  }

  private static String ask(TestServer server, String question) {
    return server
        .post("/api/v1/query", question)
        .body()
        .replaceAll("\"tookMillis\":[0-9.]+", "\"tookMillis\":0");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
