package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where data of measurements lives: beside the builds, or where {@code BENCH_WORK} says. Another
 * user, as whom OpenSearch runs, must be able to reach it.
 */
final class Work {
  private Work() {}

  static Path folder(String name) {
    String other = System.getenv("BENCH_WORK");
    Path work = other == null ? Path.of("bench", "target", "work") : Path.of(other);
    return work.toAbsolutePath().resolve(name);
  }

  /** An empty folder's place: what an earlier measurement left there is removed. */
  static Path fresh(String name) throws IOException {
    Path folder = folder(name);
    remove(folder);
    return folder;
  }

  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
