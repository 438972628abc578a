package io.linecheck.server.cli;

import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code linecheck user}: accounts, in the running server of a data directory or in it alone. */
@Command(
    name = "user",
    description = "Accounts: who may sign in",
    subcommands = {
      UserCommand.Add.class,
      UserCommand.All.class,
      UserCommand.GiveRole.class,
      UserCommand.Disable.class,
      UserCommand.Enable.class,
      UserCommand.Reset.class
    })
final class UserCommand implements Runnable {
  private static final String NAME = "Name of the account";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "add",
      description = "Make an account and print the link that sets its password",
      sortOptions = false)
  static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Option(names = "--display-name", paramLabel = "TEXT", description = "As people see it")
    private @Nullable String displayName;

    @Mixin private final GrantOptions grant = new GrantOptions();
    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      Map<String, Object> user = new LinkedHashMap<>();
      user.put("name", name);
      if (displayName != null) {
        user.put("displayName", displayName);
      }
      user.put("roles", grant.roles);
      user.put("scope", grant.scope());
      try (AdminClient client = AdminClient.of(options)) {
        return printLink(client, client.ask("POST", "/users", user), options.settings(), out(spec));
      }
    }
  }

  @Command(name = "list", description = "Print all accounts", sortOptions = false)
  static final class All implements Callable<Integer> {
    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      try (AdminClient client = AdminClient.of(options)) {
        for (JsonNode user : client.ask("GET", "/users", null).path("users")) {
          out(spec)
              .println(
                  String.format(Locale.ROOT, "%-24s ", user.path("name").asString())
                      + described(user)
                      + ", "
                      + user.path("scope"));
        }
        out(spec).flush();
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "role",
      description = "Give an account other roles, and another scope if one is named",
      sortOptions = false)
  static final class GiveRole implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Mixin private final GrantOptions grant = new GrantOptions();
    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      Map<String, Object> change = new LinkedHashMap<>();
      change.put("roles", grant.roles);
      if (grant.namesScope()) {
        change.put("scope", grant.scope());
      }
      return change(name, change, options, out(spec));
    }
  }

  @Command(
      name = "disable",
      description = "Sign somebody out and keep them out",
      sortOptions = false)
  static final class Disable implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      return change(name, Map.of("disabled", true), options, out(spec));
    }
  }

  @Command(name = "enable", description = "Let somebody in again", sortOptions = false)
  static final class Enable implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      return change(name, Map.of("disabled", false), options, out(spec));
    }
  }

  @Command(
      name = "reset",
      description = "Print a link that sets a new password and takes the second factor off",
      sortOptions = false)
  static final class Reset implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
      try (AdminClient client = AdminClient.of(options)) {
        JsonNode invited = client.ask("POST", path(name) + "/reset", null);
        return printLink(client, invited, options.settings(), out(spec));
      }
    }
  }

  static String words(JsonNode roles) {
    return String.join(", ", roles.valueStream().map(JsonNode::asString).toList());
  }

  private static int change(
      String name, Map<String, Object> change, SettingsOptions options, PrintWriter out)
      throws InterruptedException {
    try (AdminClient client = AdminClient.of(options)) {
      JsonNode user = client.ask("PATCH", path(name), change);
      out.println(user.path("name").asString() + ": " + described(user));
      out.flush();
      return ExitCode.OK;
    }
  }

  private static int printLink(
      AdminClient client, JsonNode invited, Settings settings, PrintWriter out) {
    URI link = URI.create(invited.path("invitationUrl").asString());
    if (client.isAlone() && settings.get(SettingsCatalogue.PUBLIC_URL).isEmpty()) {
      link =
          URI.create(
              "http://%s:%d/welcome#%s"
                  .formatted(
                      settings.get(SettingsCatalogue.ADDRESS),
                      settings.get(SettingsCatalogue.PORT),
                      link.getFragment()));
    }
    out.println(
        "%s sets a password at %s until %s"
            .formatted(
                invited.at("/account/name").asString(),
                link,
                Instant.ofEpochMilli(invited.path("expiresAt").asLong())));
    out.flush();
    return ExitCode.OK;
  }

  private static String described(JsonNode user) {
    return words(user.path("roles")) + (user.path("disabled").asBoolean() ? ", disabled" : "");
  }

  private static PrintWriter out(CommandSpec spec) {
    return spec.commandLine().getOut();
  }

  private static String path(String name) {
    return "/users/" + AddressPart.of(name.toLowerCase(Locale.ROOT));
  }
}
