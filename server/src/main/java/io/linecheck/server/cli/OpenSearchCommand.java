package io.linecheck.server.cli;

import io.linecheck.server.ClusterSetUp;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code linecheck opensearch}: what is done to a cluster before or beside the server. */
@Command(
    name = "opensearch",
    description = "Prepare an OpenSearch cluster for --store opensearch.",
    subcommands = OpenSearchCommand.SetupCommand.class)
final class OpenSearchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, expected setup");
  }

  /** {@code linecheck opensearch setup}. */
  @Command(
      name = "setup",
      description =
          "Install the index templates in the cluster of --opensearch-url, and renew those of"
              + " another version. May be repeated; stored documents stay as they are.",
      sortOptions = false)
  static final class SetupCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Settings settings = options.settings();
      if (options.arePrinted(settings, out)) {
        return ExitCode.OK;
      }
      if (settings.get(OpenSearchSettings.URL).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "opensearch-url is missing: the cluster to set up");
      }
      (dryRun ? ClusterSetUp.plan(settings) : ClusterSetUp.install(settings)).forEach(out::println);
      out.flush();
      return ExitCode.OK;
    }
  }
}
