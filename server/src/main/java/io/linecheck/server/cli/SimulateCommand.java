package io.linecheck.server.cli;

import io.linecheck.model.TimeRange;
import io.linecheck.simulator.Feeder;
import io.linecheck.simulator.Ledger;
import io.linecheck.simulator.Pace;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code linecheck simulate}. */
@Command(
    name = "simulate",
    description = "Send the telemetry of a made-up contact centre to a server",
    sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
  private static final int MAX_TRIES = 30;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Ingest base of the server, such as http://127.0.0.1:8080/ingest")
  private URI url = URI.create("http://127.0.0.1:8080/ingest");

  @Mixin private final CentreOptions options = new CentreOptions();

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Send the calls of this long until now, such as 24h, as fast as they are taken")
  private @Nullable Duration history;

  @Option(names = "--live", description = "Go on in real time; also without --history")
  private boolean live;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long to stay live; until Ctrl-C if left out")
  private @Nullable Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "At most so many requests a second while sending history")
  private @Nullable Double rate;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "32",
      description = "Requests under way at once. Default: ${DEFAULT-VALUE}")
  private int connections;

  @Override
  public Integer call() {
    validate();
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    try (Feeder feeder = new Feeder(url, connections, MAX_TRIES)) {
      Thread ledger =
          Thread.ofPlatform().name("ledger").unstarted(() -> print(feeder.ledger(), out));
      Runtime.getRuntime().addShutdownHook(ledger);
      Simulation simulation = new Simulation(options.centre(), feeder, clock, out);
      send(simulation, clock);
      Runtime.getRuntime().removeShutdownHook(ledger);
      print(feeder.ledger(), out);
      Ledger.Tally tally = feeder.ledger().tally();
      return tally.refused() + tally.givenUp() == 0 ? ExitCode.OK : ExitCode.FAILED;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private void send(Simulation simulation, Clock clock) throws InterruptedException {
    Instant now = clock.instant();
    if (history != null) {
      Pace pace = rate == null ? Pace.unlimited() : Pace.atMost(rate, clock);
      simulation.fill(new TimeRange(now.minus(history), now), Simulation.CONNECT_BATCH, pace);
    }
    if (live || history == null) {
      simulation.live(now, duration, options.batch);
    }
  }

  private void validate() {
    String scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw wrong("--url: \"" + url + "\" is not valid, expected http://HOST:PORT/ingest");
    }
    if (rate != null && !(rate > 0)) {
      throw wrong("--rate: " + rate + " is not valid, expected a number above 0");
    }
    if (connections < 1 || connections > 10_000) {
      throw wrong("--connections: " + connections + " is not valid, expected 1 to 10000");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static void print(Ledger ledger, PrintWriter out) {
    Ledger.Tally tally = ledger.tally();
    out.println(Simulation.counts(tally));
    if (tally.firstProblem() != null) {
      out.println("first problem: " + tally.firstProblem());
    }
    out.flush();
  }
}
