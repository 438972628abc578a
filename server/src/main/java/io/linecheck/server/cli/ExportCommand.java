package io.linecheck.server.cli;

import io.linecheck.model.Dataset;
import io.linecheck.server.api.DocumentExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linecheck export}. */
@Command(
    name = "export",
    description =
        "Write the documents of a dataset to a file, from the running server or else from --data",
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "samples, windows, calls, reports, apiMetrics or events")
  private String dataset = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "File to write; its end says how: .csv, .ndjson or .parquet")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "First moment, such as 2026-11-01 or 2026-11-01T08:00:00Z. Default: the earliest")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Moment at which it ends. Default: the latest")
  private @Nullable String to;

  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (!options.arePrinted(options.settings(), out)) {
      String path = path();
      new NewFile(file).download(path, options, out);
    }
    return ExitCode.OK;
  }

  private String path() {
    String path = "/export?dataset=" + datasetName() + "&format=" + format().word();
    if (from != null) {
      path += "&from=" + moment("--from", from);
    }
    if (to != null) {
      path += "&to=" + moment("--to", to);
    }
    return path;
  }

  private String datasetName() {
    if (Arrays.stream(Dataset.values()).noneMatch(known -> known.apiName().equals(dataset))) {
      throw wrong(
          "\"%s\" is no dataset, expected one of %s"
              .formatted(
                  dataset,
                  Arrays.stream(Dataset.values())
                      .map(Dataset::apiName)
                      .collect(Collectors.joining(", "))));
    }
    return dataset;
  }

  private DocumentExport.Format format() {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(DocumentExport.Format.values())
        .filter(format -> name.endsWith("." + format.word()))
        .findFirst()
        .orElseThrow(() ->
            wrong(file + " is not valid, expected a name that ends in .csv, .ndjson or .parquet"));
  }

  private long moment(String option, String text) {
    try {
      return text.length() <= "2026-11-01".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw wrong(
          "%s: \"%s\" is not valid, expected a time such as 2026-11-01 or 2026-11-01T08:00:00Z"
              .formatted(option, text));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
