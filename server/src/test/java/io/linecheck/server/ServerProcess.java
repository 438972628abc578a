package io.linecheck.server;

import io.linecheck.testkit.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code linecheck serve} as a process of its own, from the classes under test. */
public final class ServerProcess {
  private static final Pattern ADDRESS = Pattern.compile("Linecheck is at (http://\\S+)");

  private final Process process;
  private final URI url;

  private ServerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Returns when the server says where it is. */
  public static ServerProcess start(Path data, String... options)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(data, options))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return new ServerProcess(process, URI.create(address.group(1)));
      }
    }
    throw new IOException("the server ended before it began: " + process.waitFor());
  }

  /** What it says when it will not start, in its own words. */
  public static String refusal(Path data) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(data)).redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (ADDRESS.matcher(line).find()) {
          process.destroyForcibly().waitFor();
          throw new IOException("the server started: " + line);
        }
        said.append(line).append('\n');
      }
    }
    process.waitFor();
    return said.toString().strip();
  }

  private static List<String> command(Path data, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.linecheck.server.cli.Main",
                "serve",
                "--port=0",
                "--data=" + data));
    command.addAll(Arrays.asList(options));
    return command;
  }

  public URI url() {
    return url;
  }

  /** The most of the machine's memory that it had so far, as Linux counts. */
  public long mostMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL; returns when it is dead. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns when it has ended. */
  public void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** SIGSTOP: it keeps its memory, its locks and its connections, and does nothing. */
  public void freeze() throws IOException, InterruptedException {
    Signals.send("STOP", List.of(process.toHandle()));
  }

  /** SIGCONT. */
  public void thaw() throws IOException, InterruptedException {
    Signals.send("CONT", List.of(process.toHandle()));
  }
}
