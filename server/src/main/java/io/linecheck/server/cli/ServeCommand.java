package io.linecheck.server.cli;

import io.linecheck.server.LinecheckServer;
import io.linecheck.server.LogSetup;
import io.linecheck.server.config.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linecheck serve}. */
@Command(
    name = "serve",
    description = "Take telemetry, answer questions, show dashboards",
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    if (options.arePrinted(settings, out)) {
      return ExitCode.OK;
    }
    LogSetup.apply(settings);
    LinecheckServer server = LinecheckServer.start(settings);
    server.closeOnShutdown();
    out.println("Linecheck is at " + server.url());
    server
        .startLink()
        .ifPresent(link -> out.println("There are no accounts yet. Make the first at " + link));
    out.flush();
    server.awaitClosed();
    return ExitCode.OK;
  }
}
