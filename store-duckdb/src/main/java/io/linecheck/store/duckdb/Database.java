package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The open file. Hands out connections; each is for one thread at a time. */
final class Database implements AutoCloseable {
  private final Path file;
  private final DuckDBConnection root;
  private final Queue<DuckDBConnection> connections = new ConcurrentLinkedQueue<>();

  /** What was found damaged while it was read, for the operator. */
  private volatile @Nullable String damage;

  private Database(Path file, DuckDBConnection root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Opens or creates the file, unless it lacks what was acknowledged, and brings its schema up to
   * date. As long as that is not known nothing is written: a checkpoint, as closing makes one,
   * would throw away what is left of a damaged log.
   */
  static Database open(Path file, DuckDbConfig.Resources resources, LossCheck check) {
    try {
      return open(file, properties(resources), check);
    } catch (SQLException e) {
      throw refusal(file, e);
    }
  }

  private static Database open(Path file, Properties properties, LossCheck check)
      throws SQLException {
    DuckDBConnection root = connect(file, properties, check);
    try {
      execute(root, "PRAGMA disable_checkpoint_on_shutdown");
      check.require(CommitPosition.in(root));
      execute(root, "PRAGMA enable_checkpoint_on_shutdown");
      Schema.migrate(root);
      check.record(root);
      // The first checkpoint after opening costs up to a second on a large file: pay it now.
      execute(root, "CHECKPOINT");
      return new Database(file, root);
    } catch (SQLException | RuntimeException e) {
      root.close();
      throw e;
    }
  }

  private static DuckDBConnection connect(Path file, Properties properties, LossCheck check)
      throws SQLException {
    try {
      return connect(file, properties);
    } catch (SQLException e) {
      if (Damage.in(e).filter(Damage.LOG::equals).isEmpty()) {
        throw e;
      }
      check.setLogAside(e);
      return connect(file, properties);
    }
  }

  private static DuckDBConnection connect(Path file, Properties properties) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file, properties)
        .unwrap(DuckDBConnection.class);
  }

  private static Properties properties(DuckDbConfig.Resources resources) {
    Properties properties = new Properties();
    properties.setProperty("threads", Integer.toString(resources.threads()));
    properties.setProperty("memory_limit", resources.memoryLimitBytes() / 1024 + "KiB");
    properties.setProperty("preserve_insertion_order", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    return properties;
  }

  private static StoreException refusal(Path file, SQLException e) {
    return Damage.in(e)
        .map(damage ->
            new StoreException(
                StoreException.Cause.BROKEN,
                damage.described(file, e)
                    + ". Nothing was changed. Check the disk and restore a backup",
                e))
        .orElseGet(() ->
            new StoreException(
                StoreException.Cause.UNAVAILABLE,
                "cannot open " + file + ": " + e.getMessage(),
                e));
  }

  CommitPosition position() throws SQLException {
    return CommitPosition.in(root);
  }

  /** Whether a failure comes from a damaged file; then it is remembered. */
  Optional<String> noticeDamage(SQLException failure) {
    Optional<String> described =
        Damage.in(failure)
            .map(kind ->
                kind.described(file, failure)
                    + ": stop Linecheck, check the disk and restore a backup");
    described.ifPresent(text -> damage = text);
    return described;
  }

  /** What was found damaged so far, or null. */
  @Nullable String damage() {
    return damage;
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

  interface Work<T> {
    T run(DuckDBConnection connection) throws SQLException;
  }

  /** All of it or nothing. */
  static <T> T inTransaction(DuckDBConnection connection, Work<T> work) throws SQLException {
    execute(connection, "BEGIN TRANSACTION");
    try {
      T result = work.run(connection);
      execute(connection, "COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
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
