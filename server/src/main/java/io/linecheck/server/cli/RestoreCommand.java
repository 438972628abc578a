package io.linecheck.server.cli;

import io.linecheck.server.LogSetup;
import io.linecheck.server.StoredFiles;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linecheck restore}. */
@Command(
    name = "restore",
    description =
        "Put a backup in the place of what is in --data, whose server must be stopped. What was there"
            + " is kept beside it under another name.",
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "What 'linecheck backup' wrote")
  private Path file = Path.of("");

  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Settings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    if (options.arePrinted(settings, out)) {
      return ExitCode.OK;
    }
    LogSetup.apply(settings);
    if (!Files.isRegularFile(file)) {
      throw new CommandException(file + ": there is no such file", null);
    }
    List<Path> before = StoredFiles.restore(file, settings);
    out.println(file + " is restored to " + settings.get(SettingsCatalogue.DATA));
    before.forEach(one -> out.println("what was there is now " + one));
    out.flush();
    return ExitCode.OK;
  }
}
