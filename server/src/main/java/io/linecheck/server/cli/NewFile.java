package io.linecheck.server.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that has its name only once it is whole and on the disk, and that only its owner may read.
 */
final class NewFile {
  private final Path file;

  /** Fails with a sentence if the file exists. */
  NewFile(Path file) {
    if (Files.exists(file)) {
      throw new CommandException(file + " exists: choose another file", null);
    }
    this.file = file.toAbsolutePath();
  }

  /** What fills it. */
  interface Content {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** Returns its size in bytes; if anything fails nothing is left behind. */
  long write(Content content) throws InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.deleteIfExists(part);
        Files.createFile(part);
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
          content.writeTo(out);
          out.getFD().sync();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return Files.size(file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new CommandException(file + " was not written: " + e, e);
    }
  }
}
