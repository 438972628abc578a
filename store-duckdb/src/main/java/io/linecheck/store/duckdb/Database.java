package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBConnection;

/** The open file. Hands out connections; each is for one thread at a time. */
final class Database implements AutoCloseable {
  private final DuckDBConnection root;
  private final Queue<DuckDBConnection> connections = new ConcurrentLinkedQueue<>();

  private Database(DuckDBConnection root) {
    this.root = root;
  }

  /** Opens or creates the file and brings its schema up to date. */
  static Database open(Path file, DuckDbConfig.Resources resources) {
    Properties properties = new Properties();
    properties.setProperty("threads", Integer.toString(resources.threads()));
    properties.setProperty("memory_limit", resources.memoryLimitBytes() / 1024 + "KiB");
    properties.setProperty("preserve_insertion_order", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    try {
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:" + file, properties)
              .unwrap(DuckDBConnection.class);
      try {
        Schema.migrate(root);
        // The first checkpoint after opening costs up to a second on a large file: pay it now.
        execute(root, "CHECKPOINT");
        return new Database(root);
      } catch (SQLException | RuntimeException e) {
        root.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, "cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  /** A connection that lives as long as the database, unless it is closed before. */
  DuckDBConnection connect() throws SQLException {
    DuckDBConnection connection = root.duplicate();
    connections.add(connection);
    return connection;
  }

  void release(DuckDBConnection connection) throws SQLException {
    connections.remove(connection);
    connection.close();
  }

  /**
   * Takes the write-ahead log into the file. Waits for transactions under way, where a plain
   * checkpoint gives up: samples, documents and the audit log are written by connections of their
   * own, so that there nearly always is one.
   */
  static void checkpoint(DuckDBConnection connection) throws SQLException {
    execute(connection, "FORCE CHECKPOINT");
  }

  static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends a transaction that failed; what fails now is noted beside the cause. */
  static void rollBack(DuckDBConnection connection, Exception cause) {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // A COMMIT that failed has ended the transaction already.
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      for (DuckDBConnection connection : connections) {
        connection.close();
      }
      // The last connection to go checkpoints and frees the file.
      root.close();
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.BROKEN, "the database did not close: " + e.getMessage(), e);
    }
  }
}
