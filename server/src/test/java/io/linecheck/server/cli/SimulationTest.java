package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.simulator.ContactCentre;
import io.linecheck.simulator.Feeder;
import io.linecheck.simulator.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulationTest {
  /** A busy quarter of an hour of yesterday: fixed within the day, within every retention. */
  private final Instant from =
      LocalDate.now(ZoneOffset.UTC).minusDays(1).atTime(14, 0).toInstant(ZoneOffset.UTC);

  private final TimeRange range = new TimeRange(from, from.plus(Duration.ofMinutes(15)));

  @TempDir private Path directory = Path.of("unused");

  @Test
  void whatIsAcknowledgedIsInTheStoreOnce() throws InterruptedException {
    try (TestServer server =
        TestServer.on(
            TestServer.settings(directory)
                .with(SettingsCatalogue.TRUSTED_PROXIES, "127.0.0.1/32"))) {
      Ledger.Tally first = feed(server);
      assertThat(first.firstProblem()).isNull();
      assertThat(first.acknowledged()).isEqualTo(first.sent()).isGreaterThan(100);
      assertThat(rows(server)).isEqualTo(first.accepted());
      Ledger.Tally second = feed(server);
      assertThat(second.acknowledged()).isEqualTo(first.sent());
      assertThat(rows(server)).isEqualTo(first.accepted());
    }
  }

  @Test
  void theCommandEndsWithALedger() {
    StringWriter out = new StringWriter();
    try (TestServer server = TestServer.on(TestServer.settings(directory))) {
      CommandLine command = Main.commandLine();
      command.setOut(new PrintWriter(out, true));
      int exitCode =
          command.execute(
              "simulate",
              "--url",
              server.uri("ingest").toString(),
              "--agents",
              "8",
              "--seed",
              "3",
              "--history",
              "10m");
      assertThat(exitCode).isZero();
    }
    assertThat(out.toString()).contains(" acknowledged (").contains("0 refused, 0 given up");
  }

  @Test
  void wrongOptionsAreNamed() {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(err, true));
    assertThat(command.execute("simulate", "--url", "ftp://x")).isEqualTo(ExitCode.USAGE);
    assertThat(command.execute("demo", "--agents", "0", "--history", "1x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--url: \"ftp://x\" is not valid")
        .contains("\"1x\" is not valid, expected a duration");
  }

  private Ledger.Tally feed(TestServer server) throws InterruptedException {
    try (Feeder feeder = new Feeder(server.uri("ingest"), 8, 5)) {
      new Simulation(
              ContactCentre.seeded(3, 16),
              feeder,
              Clock.systemUTC(),
              new PrintWriter(new StringWriter()))
          .fill(range, Simulation.CONNECT_BATCH, request -> {});
      return feeder.ledger().tally();
    }
  }

  /** Items of all datasets that come from outside, around the range. */
  private long rows(TestServer server) {
    TimeRange around =
        new TimeRange(from.minus(Duration.ofHours(1)), range.to().plus(Duration.ofHours(1)));
    long rows = 0;
    for (Dataset dataset :
        new Dataset[] {Dataset.SAMPLES, Dataset.REPORTS, Dataset.API_METRICS, Dataset.EVENTS}) {
      rows +=
          server
              .server()
              .store()
              .search(
                  new SearchQuestion(
                      dataset, around, Filter.EVERYTHING, "timestamp", true, 1, null))
              .total();
    }
    return rows;
  }
}
