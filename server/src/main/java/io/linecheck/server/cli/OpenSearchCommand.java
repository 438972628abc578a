package io.linecheck.server.cli;

import io.linecheck.server.ClusterSetUp;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linecheck opensearch}: what is done to a cluster before or beside the server. */
@Command(
    name = "opensearch",
    description = "Prepare an OpenSearch cluster for --store opensearch.",
    subcommands = {
      OpenSearchCommand.SetupCommand.class,
      OpenSearchCommand.DashboardsExportCommand.class
    })
final class OpenSearchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, expected setup or dashboards-export");
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

  /** {@code linecheck opensearch dashboards-export}. */
  @Command(
      name = "dashboards-export",
      description =
          "Write index patterns and dashboards for OpenSearch Dashboards or Kibana, to import"
              + " there as saved objects. Needs no cluster; --opensearch-prefix is heeded.",
      sortOptions = false)
  static final class DashboardsExportCommand implements Callable<Integer> {
    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "File to write, such as linecheck.ndjson. Default: the standard output")
    private @Nullable Path file;

    @Mixin private final SettingsOptions options = new SettingsOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Settings settings = options.settings();
      if (options.arePrinted(settings, out)) {
        return ExitCode.OK;
      }
      String objects = ClusterSetUp.dashboards(settings);
      if (file == null) {
        out.print(objects);
      } else {
        write(file, objects);
        out.println("%s: %d saved objects".formatted(file, objects.lines().count()));
      }
      out.flush();
      return ExitCode.OK;
    }

    private static void write(Path file, String objects) {
      try {
        Files.writeString(file, objects, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        throw new CommandException(file + " exists: choose another file", e);
      } catch (IOException e) {
        throw new CommandException(file + " was not written: " + e, e);
      }
    }
  }
}
