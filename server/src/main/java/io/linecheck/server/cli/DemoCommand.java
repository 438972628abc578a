package io.linecheck.server.cli;

import io.linecheck.model.TimeRange;
import io.linecheck.server.LinecheckServer;
import io.linecheck.server.LogSetup;
import io.linecheck.server.config.Setting;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.simulator.Feeder;
import io.linecheck.simulator.Pace;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code linecheck demo}: a server and a made-up contact centre in one process. */
@Command(
    name = "demo",
    description = "Show the product: serve, fill a day of made-up calls, go on live",
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final int CONNECTIONS = 64;

  /** As much as the collector ever puts into one request: the fewer requests, the sooner filled. */
  private static final Duration HISTORY_BATCH = Duration.ofSeconds(60);

  private static final int MAX_TRIES = 30;

  /** Europe is in its afternoon peak and America has begun. */
  private static final LocalTime BUSIEST_UTC = LocalTime.of(15, 0);

  @Mixin private final CentreOptions centre = new CentreOptions();

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      defaultValue = "24h",
      converter = DurationConverter.class,
      description = "How far back the made-up calls go. Default: ${DEFAULT-VALUE}")
  private Duration history = Duration.ofHours(24);

  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Settings given = options.settings();
    DemoDirectory temporary = null;
    Settings settings = forDemo(given);
    PrintWriter out = spec.commandLine().getOut();
    if (options.arePrinted(settings, out)) {
      return ExitCode.OK;
    }
    if (!given.isGiven(SettingsCatalogue.DATA)) {
      temporary = DemoDirectory.make();
      settings = settings.with(SettingsCatalogue.DATA, temporary.path().toString());
    }
    LogSetup.apply(settings);
    return run(settings, temporary, out);
  }

  private int run(Settings settings, @Nullable DemoDirectory temporary, PrintWriter out) {
    LinecheckServer server = LinecheckServer.start(settings, LinecheckServer.Purpose.DEMO);
    Thread main = Thread.currentThread();
    Thread stop =
        Thread.ofPlatform()
            .name("demo-stop")
            .unstarted(() -> {
              main.interrupt();
              server.close();
              if (temporary != null) {
                temporary.delete();
              }
            });
    Runtime.getRuntime().addShutdownHook(stop);
    URI entrance = server.startLink().orElse(server.url());
    out.println("Linecheck is at " + entrance);
    out.println("Filling " + written(history) + " of calls of a made-up contact centre …");
    out.flush();
    String base = settings.get(SettingsCatalogue.INGEST_BASE).substring(1);
    try (Feeder feeder = new Feeder(server.url().resolve(base), CONNECTIONS, MAX_TRIES)) {
      Clock clock = Clock.systemUTC();
      Instant now = clock.instant();
      Simulation simulation = new Simulation(centre.centre(untilBusy(now)), feeder, clock, out);
      simulation.fill(new TimeRange(now.minus(history), now), HISTORY_BATCH, Pace.unlimited());
      out.println(Simulation.counts(feeder.ledger().tally()));
      String problem = feeder.ledger().tally().firstProblem();
      if (problem != null) {
        out.println("first problem: " + problem);
      }
      out.println("Calls now go on live. Open " + entrance + " — Ctrl-C ends the demo.");
      out.flush();
      simulation.live(now, null, centre.batch);
      return ExitCode.OK;
    } catch (InterruptedException stopped) {
      return ExitCode.OK;
    }
  }

  /** How far ahead the made-up clocks must be for the centre to be busy now, whatever the hour. */
  private static Duration untilBusy(Instant now) {
    Duration ahead = Duration.between(now.atZone(ZoneOffset.UTC).toLocalTime(), BUSIEST_UTC);
    Duration halfADay = Duration.ofHours(12);
    return ahead.compareTo(halfADay) > 0
        ? ahead.minusDays(1)
        : ahead.compareTo(halfADay.negated()) < 0 ? ahead.plusDays(1) : ahead;
  }

  /** One machine plays thousands of browsers, each behind its own address. */
  private static Settings forDemo(Settings given) {
    Settings settings = given;
    settings = unlessGiven(settings, SettingsCatalogue.TRUSTED_PROXIES, "127.0.0.1/32, ::1/128");
    settings = unlessGiven(settings, SettingsCatalogue.RATE_LIMIT_BURST, "1000000");
    return unlessGiven(settings, SettingsCatalogue.RATE_LIMIT_PER_SECOND, "1000000");
  }

  /** As ISO-8601 writes it, without the letters nobody says. */
  private static String written(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static Settings unlessGiven(Settings settings, Setting<?> setting, String text) {
    return settings.isGiven(setting) ? settings : settings.with(setting, text);
  }
}
