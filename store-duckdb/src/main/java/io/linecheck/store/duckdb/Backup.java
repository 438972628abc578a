package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the database as it is at one moment, made while others read and write: DuckDB copies
 * what its snapshot sees. It reads everything, so a damaged block is found at the latest here.
 */
final class Backup {
  private final Database database;

  Backup(Database database) {
    this.database = database;
  }

  void to(Path file) {
    if (Files.exists(file)) {
      throw new StoreException(
          StoreException.Cause.BAD_QUESTION, file + " exists: choose another file");
    }
    DuckDBConnection connection = null;
    boolean whole = false;
    try {
      connection = database.connect();
      copy(connection, file);
      whole = true;
    } catch (SQLException e) {
      throw database
          .noticeDamage(e)
          .map(damage -> new StoreException(StoreException.Cause.BROKEN, damage, e))
          .orElseGet(() ->
              new StoreException(
                  StoreException.Cause.UNAVAILABLE, "no backup was made: " + e.getMessage(), e));
    } finally {
      release(connection);
      if (!whole) {
        remove(file);
      }
    }
  }

  /** One statement, and so one snapshot. Detaching writes the last of it to the disk. */
  private void copy(DuckDBConnection connection, Path file) throws SQLException {
    String name = "backup_" + Long.toHexString(System.nanoTime());
    Database.execute(connection, "ATTACH %s AS %s".formatted(SqlNames.quoted(file), name));
    try {
      Database.execute(
          connection, "COPY FROM DATABASE %s TO %s".formatted(connection.getCatalog(), name));
    } finally {
      Database.execute(connection, "DETACH " + name);
    }
  }

  private void release(@Nullable DuckDBConnection connection) {
    if (connection != null) {
      try {
        database.release(connection);
      } catch (SQLException _) {
        // Nothing of the store was written through it.
      }
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
    } catch (IOException _) {
      // It is not a backup, and whoever asked for it is told so.
    }
  }
}
