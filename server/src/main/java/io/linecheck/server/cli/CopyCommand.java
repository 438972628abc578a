package io.linecheck.server.cli;

import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.copying.StoreCopies;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code linecheck copy}. */
@Command(
    name = "copy",
    description =
        "Copy what the embedded store in --data has to the cluster of --opensearch-url; the server"
            + " goes on meanwhile. Run again, it copies what has come since.",
    sortOptions = false)
final class CopyCommand implements Callable<Integer> {
  @Option(
      names = "--without-accounts",
      description =
          "Leave accounts, tokens, tables and the like as the cluster has them: for when servers use"
              + " it already")
  private boolean withoutAccounts;

  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Settings given = options.settings();
    if (options.arePrinted(given, out)) {
      return ExitCode.OK;
    }
    if (given.get(OpenSearchSettings.URL).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "opensearch-url is missing: the cluster to copy to");
    }
    // The configuration may be that of the servers to come.
    Settings settings = given.with(OpenSearchSettings.STORE, "duckdb");
    StoreCopies.Order order = new StoreCopies.Order(given.given("opensearch-"), !withoutAccounts);
    out.println("Copying " + settings.get(SettingsCatalogue.DATA) + " to the cluster");
    AtomicReference<JsonNode> last = new AtomicReference<>(JsonMapper.shared().createObjectNode());
    try (AdminClient server = AdminClient.of(settings);
        ProgressLine _ =
            new ProgressLine(out, () -> ProgressLine.bar(share(last.get().path("progress"))))) {
      server.follow("/copies", order, last::set);
    }
    return ended(last.get(), out);
  }

  private static double share(JsonNode progress) {
    double end = progress.path("end").asDouble(0);
    return end == 0 ? 0 : progress.path("position").asDouble(0) / end;
  }

  private static int ended(JsonNode last, PrintWriter out) {
    if (last.path("error").isString() || !last.path("done").asBoolean(false)) {
      throw new CommandException(
          last.path("error").asString("the server ended before the copy did")
              + "; run it again to go on from here",
          null);
    }
    JsonNode progress = last.path("progress");
    long refused = progress.path("refused").asLong();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d items copied, %,d were there, %,d refused; %,d documents and %,d audit entries"
                + " copied",
            progress.path("stored").asLong(),
            progress.path("present").asLong(),
            refused,
            progress.path("documents").asLong(),
            progress.path("auditEntries").asLong()));
    if (refused > 0) {
      out.println("  first refused: " + progress.path("firstRefusal").asString());
    }
    out.flush();
    return refused > 0 ? ExitCode.FAILED : ExitCode.OK;
  }
}
