package io.linecheck.server.cli;

import io.linecheck.server.attributes.TableKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code linecheck table}: what is known of calls from elsewhere than their browsers. */
@Command(
    name = "table",
    description = "Tables of networks and agents",
    subcommands = {TableCommand.Put.class, TableCommand.Apply.class})
final class TableCommand implements Runnable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "put",
      description = "Put a CSV file in force as the table of networks or of agents",
      sortOptions = false)
  static final class Put implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TABLE", description = "networks or agents")
    private String table = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "UTF-8, with a header")
    private Path file = Path.of("");

    @Option(names = "--apply", description = "Apply it to calls already stored, too")
    private boolean apply;

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      TableKind kind =
          TableKind.find(table)
              .orElseThrow(() ->
                  new ParameterException(
                      spec.commandLine(),
                      "TABLE: \"" + table + "\" is not valid, expected networks or agents"));
      byte[] content = content();
      try (AdminClient client = AdminClient.of(options)) {
        long version =
            client.ask("GET", "/tables", null).path(kind.word()).path("version").asLong(0);
        JsonNode put =
            client.send(
                "PUT", "/tables/" + kind.word() + "?version=" + version, "text/csv", content);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%,d %s are in force%n", put.path("rows").asLong(), kind.word());
        out.flush();
        return apply ? applied(client, out) : ExitCode.OK;
      }
    }

    private byte[] content() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  @Command(
      name = "apply",
      description = "Apply the tables to calls already stored, and wait until that is done",
      sortOptions = false)
  static final class Apply implements Callable<Integer> {
    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      try (AdminClient client = AdminClient.of(options)) {
        return applied(client, spec.commandLine().getOut());
      }
    }
  }

  private static int applied(AdminClient client, PrintWriter out) throws InterruptedException {
    JsonNode walk = client.ask("POST", "/tables/application", null).path("application");
    while (walk.path("state").asString("").equals("running")) {
      Thread.sleep(BETWEEN_LOOKS);
      walk = client.ask("GET", "/tables", null).path("application");
    }
    if (!walk.path("state").asString("").equals("done")) {
      throw new CommandException(
          "the tables were not applied to all stored calls: "
              + walk.path("problem").asString(walk.path("state").asString("")),
          null);
    }
    out.printf(
        "Applied: %,d calls looked at, %,d changed%n",
        walk.path("calls").asLong(), walk.path("changed").asLong());
    out.flush();
    return ExitCode.OK;
  }
}
