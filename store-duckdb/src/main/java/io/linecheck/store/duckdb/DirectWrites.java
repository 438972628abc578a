package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/**
 * Small writes beside telemetry's, each in a transaction of its own, one after another. They share
 * the file's log with the group commit, but not its queue: only a checkpoint makes them wait.
 */
final class DirectWrites implements AutoCloseable {
  private final DuckDBConnection connection;
  private final CommitMark mark;
  private final ReentrantLock turn = new ReentrantLock(true);
  private long number;
  private boolean closed;

  DirectWrites(DuckDBConnection connection, CommitMark mark) throws SQLException {
    this.connection = connection;
    this.mark = mark;
    this.number = Meta.read(connection, Meta.DIRECT_SEQ);
  }

  /** Durable when it returns; if it throws, nothing was changed, or it is not known. */
  <T> T commit(Database.Work<T> write) {
    turn.lock();
    try {
      if (closed) {
        throw new StoreException(StoreException.Cause.UNAVAILABLE, "the store is closed");
      }
      return inTransaction(write);
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, "nothing was stored: " + e.getMessage(), e);
    } finally {
      turn.unlock();
    }
  }

  private <T> T inTransaction(Database.Work<T> write) throws SQLException {
    T result =
        Database.inTransaction(
            connection,
            within -> {
              T written = write.run(within);
              Meta.write(within, Meta.DIRECT_SEQ, ++number);
              return written;
            });
    mark.changes(number);
    return result;
  }

  /** Refuses what comes; the database closes the connection. */
  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
    } finally {
      turn.unlock();
    }
  }
}
