package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * Puts a backup in the place of a store that is not running. What was there is kept beside it under
 * another name.
 */
public final class Restore {
  private Restore() {}

  /**
   * Restores.
   *
   * @return where the files that were there before are now; empty if there were none
   * @throws StoreException {@code UNAVAILABLE} if the directory is in use, {@code BAD_QUESTION} if
   *     the file is not a backup; nothing is changed then
   */
  public static List<Path> of(Path backup, Path directory) {
    try (DataDirectory held = DataDirectory.hold(directory)) {
      Path database = held.database();
      Path copied = database.resolveSibling(database.getFileName() + ".restored");
      Files.copy(backup, copied, StandardCopyOption.REPLACE_EXISTING);
      try {
        requireBackup(backup, copied);
        List<Path> before = setAside(directory, database);
        Files.move(copied, database, StandardCopyOption.ATOMIC_MOVE);
        return before;
      } finally {
        Files.deleteIfExists(copied);
        Files.deleteIfExists(copied.resolveSibling(copied.getFileName() + ".wal"));
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, "%s cannot be restored: %s".formatted(backup, e), e);
    }
  }

  /** The copy, not the file: a backup is never written to, and may lie where none can write. */
  private static void requireBackup(Path backup, Path copied) {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (DuckDBConnection opened =
        DriverManager.getConnection("jdbc:duckdb:" + copied, readOnly)
            .unwrap(DuckDBConnection.class)) {
      Schema.requireKnown(opened);
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.BAD_QUESTION,
          "%s is not a backup of Linecheck, or not a whole one: %s"
              .formatted(backup, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static List<Path> setAside(Path directory, Path database) throws IOException {
    String suffix =
        ".before-" + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    List<Path> present =
        List.of(
                database,
                database.resolveSibling(database.getFileName() + ".wal"),
                directory.resolve(CommitMark.FILE))
            .stream()
            .filter(Files::exists)
            .toList();
    for (Path file : present) {
      Files.move(file, moved(file, suffix));
    }
    return present.stream().map(file -> moved(file, suffix)).toList();
  }

  private static Path moved(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
