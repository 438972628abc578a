package io.linecheck.server.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linecheck backup}. */
@Command(
    name = "backup",
    description =
        "Copy everything in --data, as it is at one moment, to a file; the server goes on meanwhile."
            + " The file holds password hashes: keep it as carefully as the data.",
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'", Locale.ROOT);

  @Parameters(
      paramLabel = "FILE|DIRECTORY",
      description = "File to write, which must not exist, or a directory for a file with the time")
  private Path target = Path.of("");

  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (!options.arePrinted(options.settings(), out)) {
      new NewFile(file()).download("/backup", options, out);
    }
    return ExitCode.OK;
  }

  private Path file() {
    return Files.isDirectory(target)
        ? target.resolve("linecheck-" + STAMP.format(ZonedDateTime.now(ZoneOffset.UTC)) + ".duckdb")
        : target;
  }
}
