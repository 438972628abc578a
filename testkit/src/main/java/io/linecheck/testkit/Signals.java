package io.linecheck.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java has no words for. */
public final class Signals {
  private Signals() {}

  /**
   * Returns once the signal was sent.
   *
   * @param name such as {@code STOP}
   */
  public static void send(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(one -> command.add(Long.toString(one.pid())));
    int code = new ProcessBuilder(command).start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + code);
    }
  }
}
