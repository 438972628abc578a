package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {
  private static final int SAMPLES = 2 * 90;

  @TempDir private Path directory = Path.of("unused");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Over the turn of an hour. */
  private final long start =
      System.currentTimeMillis() / 3_600_000 * 3_600_000 - 7_200_000 - 60_000;

  private @Nullable TestServer server;

  @BeforeEach
  void fill() {
    TestServer started = TestServer.on(TestServer.settings(directory.resolve("data")));
    server = started;
    started.post(
        "/ingest/softphonemetrics",
        SampleBodies.call("c1", start, 90)
            .replace("\"sales\"", "\"=cmd|' /C calc'!A0, \\\"x\\\"\""));
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(server).close();
  }

  @Test
  void csvHasAColumnForEachFieldAndNoFormulas() throws IOException {
    Path file = directory.resolve("samples.csv");
    assertThat(export("samples", file)).as(err.toString()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1 + SAMPLES);
    assertThat(lines.getFirst()).startsWith("timestamp,").contains(",packetsLost,");
    assertThat(lines.get(1))
        .startsWith(Instant.ofEpochMilli(start) + ",")
        .contains(",\"'=cmd|' /C calc'!A0, \"\"x\"\"\",");
    assertThat(out.toString()).startsWith(file + ": ").endsWith(" bytes\n");
    assertThat(Objects.requireNonNull(server).get("/api/v1/audit?action=telemetry.export").body())
        .contains("\"target\":\"samples\"", "\"format\":\"csv\"", "\"actor\":\"local access\"");
  }

  @Test
  void ndjsonHasWhatTheApiGivesInTheOrderOfTime() throws IOException {
    Path file = directory.resolve("samples.ndjson");
    assertThat(export("samples", file)).as(err.toString()).isZero();
    List<JsonNode> documents =
        Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(documents).hasSize(SAMPLES).doesNotHaveDuplicates();
    assertThat(documents)
        .extracting(document -> document.path("timestamp").asLong())
        .isSorted()
        .startsWith(start)
        .endsWith(start + 89_000);
    assertThat(documents.getFirst().path("contactQueue").asString()).startsWith("=cmd|");
  }

  @Test
  void parquetHasTypedColumns() throws SQLException {
    Path file = directory.resolve("samples.parquet");
    assertThat(export("samples", file)).as(err.toString()).isZero();
    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = memory.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), epoch_ms(min(timestamp)), sum(packetsLost) FROM '"
                    + file
                    + "'")) {
      row.next();
      assertThat(row.getLong(1)).isEqualTo(SAMPLES);
      assertThat(row.getLong(2)).isEqualTo(start);
      assertThat(row.getDouble(3)).isEqualTo(SAMPLES);
    }
  }

  @Test
  void aRangeIsHalfOpen() throws IOException {
    Path file = directory.resolve("some.ndjson");
    String from = Instant.ofEpochMilli(start + 10_000).toString();
    String to = Instant.ofEpochMilli(start + 20_000).toString();
    assertThat(export("samples", file, "--from", from, "--to", to)).as(err.toString()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(20);
  }

  @Test
  void nothingIsAnEmptyFileOfTheRightForm() {
    Path file = directory.resolve("reports.csv");
    assertThat(export("reports", file)).as(err.toString()).isZero();
    assertThat(file).content().startsWith("timestamp,").endsWith("\r\n").hasLineCount(1);
  }

  @Test
  void mistakesAreNamed() {
    assertThat(export("sample", directory.resolve("x.csv"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains(
            "\"sample\" is no dataset, expected one of samples, windows, calls, reports, apiMetrics,"
                + " events");
    assertThat(export("samples", directory.resolve("x.xls"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("expected a name that ends in .csv, .ndjson or .parquet");
    assertThat(export("samples", directory.resolve("x.csv"), "--from", "yesterday"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--from: \"yesterday\" is not valid, expected a time");
  }

  private int export(String dataset, Path file, String... more) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    List<String> arguments =
        new ArrayList<>(
            List.of("export", dataset, file.toString(), "--data=" + directory.resolve("data")));
    arguments.addAll(List.of(more));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
