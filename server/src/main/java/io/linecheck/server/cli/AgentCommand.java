package io.linecheck.server.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code linecheck agent}: the people in the telemetry. */
@Command(
    name = "agent",
    description = "What is stored of an agent",
    subcommands = AgentCommand.Erase.class)
final class AgentCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "erase",
      description = "Remove everything stored of an agent. It cannot be undone",
      sortOptions = false)
  static final class Erase implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "User name, as Amazon Connect has it")
    private String agent = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "requested on the command line",
        description =
            "Why, for the audit log, where the name does not stand. Default: ${DEFAULT-VALUE}")
    private String reason = "";

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      try (AdminClient client = AdminClient.of(options)) {
        report(client.ask("POST", "/agents/erase", Map.of("agent", agent, "reason", reason)));
        return ExitCode.OK;
      }
    }

    private void report(JsonNode answer) {
      PrintWriter out = spec.commandLine().getOut();
      JsonNode rows = answer.path("rows");
      if (rows.valueStream().allMatch(count -> count.asLong() == 0)) {
        out.println("Nothing was stored of " + agent);
      } else {
        out.println("Erased " + agent);
        rows.propertyStream()
            .filter(row -> row.getValue().asLong() > 0)
            .forEach(row -> out.println("  " + row.getKey() + " " + row.getValue().asLong()));
      }
      out.flush();
    }
  }
}
