package io.linecheck.server.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

/**
 * {@code linecheck token}: API tokens, in the running server of a data directory or in it alone.
 */
@Command(
    name = "token",
    description = "API tokens: what machines sign in with",
    subcommands = {TokenCommand.Add.class, TokenCommand.All.class, TokenCommand.Revoke.class})
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(name = "add", description = "Make a token and print it, this once", sortOptions = false)
  static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What it is for")
    private String name = "";

    @Option(
        names = "--expires-in",
        paramLabel = "DURATION",
        defaultValue = "90d",
        converter = DurationConverter.class,
        description = "How long it works. Default: ${DEFAULT-VALUE}")
    private Duration expiresIn = Duration.ofDays(90);

    @Mixin private final GrantOptions grant = new GrantOptions();
    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      Map<String, Object> token =
          Map.of(
              "name",
              name,
              "roles",
              grant.roles,
              "scope",
              grant.scope(),
              "expiresAt",
              Clock.systemUTC().instant().plus(expiresIn).toEpochMilli());
      try (AdminClient client = AdminClient.of(options)) {
        out(spec).println(client.ask("POST", "/tokens", token).path("token").asString());
        out(spec).flush();
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "list",
      description = "Print all tokens; what they are made of is not known",
      sortOptions = false)
  static final class All implements Callable<Integer> {
    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      try (AdminClient client = AdminClient.of(options)) {
        for (JsonNode token : client.ask("GET", "/tokens", null).path("tokens")) {
          out(spec)
              .println(
                  String.format(Locale.ROOT, "%-24s ", token.path("name").asString())
                      + UserCommand.words(token.path("roles"))
                      + " until "
                      + Instant.ofEpochMilli(token.path("expiresAt").asLong()));
        }
        out(spec).flush();
        return ExitCode.OK;
      }
    }
  }

  @Command(name = "revoke", description = "Make a token worthless", sortOptions = false)
  static final class Revoke implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "As the list has it")
    private String name = "";

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      try (AdminClient client = AdminClient.of(options)) {
        String id =
            client
                .ask("GET", "/tokens", null)
                .path("tokens")
                .valueStream()
                .filter(token -> token.path("name").asString().equals(name))
                .map(token -> token.path("id").asString())
                .findAny()
                .orElseThrow(
                    () -> new CommandException("NAME: there is no token \"" + name + "\"", null));
        client.ask("DELETE", "/tokens/" + id, null);
        out(spec).println(name + " is revoked");
        out(spec).flush();
        return ExitCode.OK;
      }
    }
  }

  private static PrintWriter out(CommandSpec spec) {
    return spec.commandLine().getOut();
  }
}
