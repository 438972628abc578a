package io.linecheck.server.cli;

import io.linecheck.server.LinecheckServer;
import io.linecheck.server.LogSetup;
import io.linecheck.server.Version;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.recording.ImportHints;
import io.linecheck.server.recording.RecordingException;
import io.linecheck.server.recording.TelemetryFile;
import io.linecheck.simulator.IngestClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linecheck import}. */
@Command(
    name = "import",
    description =
        "Import files of calls, into a running server or else into --data: agent-log.txt of the"
            + " contact control panel, dumps of chrome://webrtc-internals or rtcstats, recordings of"
            + " softphone events, documents that a deployment of the AWS sample stored, as elasticdump"
            + " exports them; or all that such a deployment stored, with --from-opensearch. Importing"
            + " again adds nothing.",
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {
  private static final int MAX_TRIES = 20;
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files, of any of these kinds")
  private List<Path> files = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Ingest base of a running server. Default: the server at --address and --port, if it"
              + " answers")
  private @Nullable URI url;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Whose calls they are, where a file does not say so")
  private @Nullable String agent;

  @Option(
      names = "--contact-id",
      paramLabel = "ID",
      description = "The contact, where a file holds one call and does not name it")
  private @Nullable String contactId;

  @Mixin private final SampleOptions deployment = new SampleOptions();
  @Mixin private final SettingsOptions options = new SettingsOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    if (options.arePrinted(settings, out)) {
      return ExitCode.OK;
    }
    if (files.isEmpty() != deployment.areGiven()) {
      throw new ParameterException(
          spec.commandLine(), "expected files or --from-opensearch, one of both");
    }
    LogSetup.apply(settings);
    URI running = url != null ? url : runningServer(settings);
    if (running != null) {
      out.println("Importing into the server at " + running);
      try (IngestClient client = new IngestClient(running, MAX_TRIES)) {
        return importAll(Delivery.to(client), running.toString(), out);
      }
    }
    out.println("Importing into " + settings.get(SettingsCatalogue.DATA));
    Settings alone =
        settings.with(SettingsCatalogue.ADDRESS, "127.0.0.1").with(SettingsCatalogue.PORT, "0");
    try (LinecheckServer server = LinecheckServer.start(alone)) {
      return importAll(
          Delivery.to(server.ingest()), settings.get(SettingsCatalogue.DATA).toString(), out);
    }
  }

  private int importAll(Delivery delivery, String to, PrintWriter out) throws InterruptedException {
    return deployment.areGiven()
        ? new SampleImport(deployment, delivery, out).run(to)
        : importFiles(delivery, out);
  }

  private int importFiles(Delivery delivery, PrintWriter out) throws InterruptedException {
    int exitCode = ExitCode.OK;
    for (Path file : files) {
      ImportLedger ledger = new ImportLedger();
      String problem = importOne(file, delivery, ledger, out);
      out.println(file + ": " + ledger.summary());
      if (ledger.firstProblem() != null) {
        out.println("  first problem: " + ledger.firstProblem());
      }
      out.flush();
      if (problem != null) {
        spec.commandLine().getErr().println(file + ": " + problem);
        spec.commandLine().getErr().flush();
      }
      if (problem != null || ledger.failed()) {
        exitCode = ExitCode.FAILED;
      }
    }
    return exitCode;
  }

  /** What was wrong with the file; null if nothing was. */
  private @Nullable String importOne(
      Path file, Delivery delivery, ImportLedger ledger, PrintWriter out)
      throws InterruptedException {
    try (InputStream plain = Files.newInputStream(file);
        CountedInput in = new CountedInput(plain);
        ProgressLine _ =
            new ProgressLine(
                out, () -> ProgressLine.bar(in.share(size(file))) + "  " + file.getFileName())) {
      ledger.found(
          TelemetryFile.read(
              in,
              new ImportHints(agent, contactId),
              Version.current(),
              body -> ledger.ended(body, delivery.deliver(body))));
      return null;
    } catch (RecordingException notOne) {
      return notOne.getMessage();
    } catch (NoSuchFileException missing) {
      return "there is no such file";
    } catch (IOException unreadable) {
      return "cannot be read: " + unreadable.getMessage();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException unknown) {
      return 0;
    }
  }

  private static @Nullable URI runningServer(Settings settings) throws InterruptedException {
    String address = settings.get(SettingsCatalogue.ADDRESS);
    String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    int port = settings.get(SettingsCatalogue.PORT);
    if (port == 0) {
      return null;
    }
    URI base = URI.create("http://" + host + ":" + port + "/");
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build()) {
      HttpResponse<Void> health =
          http.send(
              HttpRequest.newBuilder(base.resolve("api/v1/health")).timeout(PROBE_TIMEOUT).build(),
              HttpResponse.BodyHandlers.discarding());
      return health.statusCode() == 200
          ? base.resolve(settings.get(SettingsCatalogue.INGEST_BASE).substring(1))
          : null;
    } catch (IOException nobody) {
      return null;
    }
  }
}
