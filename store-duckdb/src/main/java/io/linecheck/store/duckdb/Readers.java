package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import io.linecheck.store.TooExpensive;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/**
 * The connections that answer questions: a bounded number at a time, each question in one snapshot
 * of the data, each statement within a bounded time.
 */
final class Readers implements AutoCloseable {
  private final Database database;
  private final DuckDbConfig.Querying config;
  private final Semaphore permits;
  private final ConcurrentLinkedQueue<DuckDBConnection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Readers(Database database, DuckDbConfig.Querying config) {
    this.database = database;
    this.config = config;
    this.permits = new Semaphore(config.maxConcurrent(), true);
  }

  interface Use<T> {
    T apply(Session session) throws SQLException;
  }

  interface RowsReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** A connection in a snapshot. */
  final class Session {
    private final DuckDBConnection connection;

    private Session(DuckDBConnection connection) {
      this.connection = connection;
    }

    DuckDBConnection connection() {
      return connection;
    }

    <T> T ask(Sql sql, RowsReader<T> reader) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
        statement.setQueryTimeout((int) Math.ceilDiv(config.timeout().toMillis(), 1000));
        sql.bindTo(statement);
        try (ResultSet rows = statement.executeQuery()) {
          return reader.read(rows);
        }
      }
    }
  }

  <T> T answer(Use<T> use) {
    enter();
    try {
      DuckDBConnection connection = take();
      boolean sound = false;
      try {
        Database.execute(connection, "BEGIN TRANSACTION");
        T answer = use.apply(new Session(connection));
        Database.execute(connection, "COMMIT");
        sound = true;
        return answer;
      } finally {
        giveBack(connection, sound);
      }
    } catch (SQLException e) {
      throw refusal(e);
    } finally {
      permits.release();
    }
  }

  /** Waits for the answers under way; refuses what comes. The database closes the connections. */
  @Override
  public void close() {
    closed = true;
    permits.acquireUninterruptibly(config.maxConcurrent());
    permits.release(config.maxConcurrent());
  }

  private void enter() {
    try {
      if (!permits.tryAcquire(config.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            StoreException.Cause.OVERLOADED,
            config.maxConcurrent() + " other questions are being answered: try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Cause.UNAVAILABLE, "interrupted while waiting", e);
    }
    if (closed) {
      permits.release();
      throw new StoreException(StoreException.Cause.UNAVAILABLE, "the store is closed");
    }
  }

  private DuckDBConnection take() throws SQLException {
    DuckDBConnection connection = idle.poll();
    return connection == null ? database.connect() : connection;
  }

  /** A connection whose transaction failed is not used again. */
  private void giveBack(DuckDBConnection connection, boolean sound) {
    if (sound) {
      idle.add(connection);
    } else {
      dispose(connection);
    }
  }

  private void dispose(DuckDBConnection connection) {
    try {
      database.release(connection);
    } catch (SQLException _) {
      // Nothing was written through it.
    }
  }

  private StoreException refusal(SQLException e) {
    if (e instanceof SQLTimeoutException) {
      return TooExpensive.noAnswerWithin(config.timeout(), e);
    }
    Optional<String> damage = database.noticeDamage(e);
    if (damage.isPresent()) {
      return new StoreException(StoreException.Cause.BROKEN, damage.get(), e);
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("Out of Memory")) {
      return TooExpensive.tooMuchMemory(e);
    }
    return new StoreException(StoreException.Cause.BROKEN, "the question failed: " + message, e);
  }
}
