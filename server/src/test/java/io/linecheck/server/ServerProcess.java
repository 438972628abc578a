package io.linecheck.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code linecheck serve} as a process of its own, from the classes under test. */
final class ServerProcess {
  private static final Pattern ADDRESS = Pattern.compile("Linecheck is at (http://\\S+)");

  private final Process process;
  private final URI url;

  private ServerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Returns when the server says where it is. */
  static ServerProcess start(Path data, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.linecheck.server.cli.Main",
                "serve",
                "--port=0",
                "--data=" + data));
    command.addAll(Arrays.asList(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return new ServerProcess(process, URI.create(address.group(1)));
      }
    }
    throw new IOException("the server ended before it began: " + process.waitFor());
  }

  URI url() {
    return url;
  }

  /** SIGKILL; returns when it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns when it has ended. */
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
