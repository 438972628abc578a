package io.linecheck.server.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** Files in the data directory that live as long as one answer takes. */
final class WorkFiles {
  private static final String PREFIX = "answer-";

  private final Path directory;

  private WorkFiles(Path directory) {
    this.directory = directory;
  }

  /** Removes what a server that was killed left behind. */
  static WorkFiles in(Path directory) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, PREFIX + "*.tmp*")) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (NoSuchFileException _) {
      // A directory that is not there yet holds nothing.
    }
    return new WorkFiles(directory);
  }

  /** A name that nobody else has; there is no file yet. */
  Use use() {
    return new Use(directory.resolve(PREFIX + UUID.randomUUID() + ".tmp"));
  }

  /** Closing removes the file. */
  record Use(Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
