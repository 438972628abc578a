package io.linecheck.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What figures must carry with them: the machine, the commit, the time. */
final class Machine {
  private Machine() {}

  static String describe() throws IOException {
    return "%s, %s; %d cores, %s, %s, Java %s"
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.MINUTES),
            commit(),
            Runtime.getRuntime().availableProcessors(),
            field("/proc/cpuinfo", "model name"),
            "Linux " + System.getProperty("os.version"),
            System.getProperty("java.version"));
  }

  static String commit() throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return commit.isEmpty() ? "no commit" : "commit " + commit;
  }

  private static String field(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
