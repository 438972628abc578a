package io.linecheck.server.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * A file that has its name only once it is whole and on the disk, and that only its owner may read.
 */
final class NewFile {
  private final Path given;

  /** Fails with a sentence if the file exists. */
  NewFile(Path file) {
    if (Files.exists(file)) {
      throw new CommandException(file + " exists: choose another file", null);
    }
    this.given = file;
  }

  /** Fills it with what the server answers, and says how much; if that fails nothing is left. */
  void download(String path, SettingsOptions options, PrintWriter out) throws InterruptedException {
    try (AdminClient server = AdminClient.of(options)) {
      out.println(String.format(Locale.ROOT, "%s: %,d bytes", given, filled(server, path)));
      out.flush();
    }
  }

  private long filled(AdminClient server, String path) throws InterruptedException {
    Path file = given.toAbsolutePath();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.deleteIfExists(part);
        Files.createFile(part);
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
          server.download(path, out);
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
