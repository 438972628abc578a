package io.linecheck.server.cli;

import io.linecheck.server.ClusterSetUp;
import io.linecheck.server.LogSetup;
import io.linecheck.server.api.SystemAnswer;
import io.linecheck.server.api.SystemAnswer.Examined;
import io.linecheck.server.checkup.Checkups;
import io.linecheck.server.config.ConfigurationException;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.Shortened;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code linecheck doctor}: what the System page says, on the command line. */
@Command(
    name = "doctor",
    description = {
      "Say whether the server of a data directory works, and what to do where it does not.",
      "Without a running server: whether one could start. Ends with 1 if something fails."
    },
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    SystemAnswer found;
    try {
      found = look(options.settings());
    } catch (ConfigurationException e) {
      out.println("FAILING    Configuration: it is not valid, no server would start with it.");
      out.println(String.valueOf(e.getMessage()).indent(11).stripTrailing());
      out.flush();
      return ExitCode.FAILED;
    }
    found.checks().forEach(check -> print(out, check));
    out.flush();
    return found.state().equals("failing") ? ExitCode.FAILED : ExitCode.OK;
  }

  private static SystemAnswer look(Settings settings) throws InterruptedException {
    LogSetup.apply(settings);
    Optional<AdminClient> running = AdminClient.ofRunning(settings);
    if (running.isEmpty()) {
      return SystemAnswer.of(
          Checkups.alone(settings, () -> ClusterSetUp.troubles(settings), Clock.systemUTC())
              .look());
    }
    try (AdminClient client = running.get()) {
      return JsonMapper.shared()
          .treeToValue(client.ask("GET", "/system", null), SystemAnswer.class);
    }
  }

  private static void print(PrintWriter out, Examined check) {
    out.printf(
        Locale.ROOT,
        "%-10s %s: %s%n",
        check.state().equals("ok") ? "ok" : check.state().toUpperCase(Locale.ROOT),
        check.title(),
        Shortened.printable(check.finding()));
    check.details().forEach(line -> out.println("             " + Shortened.printable(line)));
    String advice = check.advice();
    if (advice != null) {
      out.println("           → " + Shortened.printable(advice));
    }
  }
}
