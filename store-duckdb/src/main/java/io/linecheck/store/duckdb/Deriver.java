package io.linecheck.store.duckdb;

import io.linecheck.store.Waits;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps windows, roll-ups and calls up to date. Sleeps while nothing is written,
 * works once an interval while something is, without pause if its work takes longer than that.
 */
final class Deriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deriver.class);

  /** After failures the interval doubles up to 64 times its length: half a minute, by default. */
  private static final int MOST_DOUBLINGS = 6;

  private record Committed(long seq, long atMillis) {}

  private final DuckDBConnection connection;
  private final DuckDbConfig.Deriving config;
  private final Clock clock;
  private final Thread thread;

  /** Guards the five fields below; never held over a statement. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition news = lock.newCondition();
  private final ArrayDeque<Committed> outstanding = new ArrayDeque<>();
  private long derivedSeq;
  private boolean closed;
  private @Nullable String trouble;

  /** Held while derived tables are changed, by the cycle or by retention. */
  private final ReentrantLock tables = new ReentrantLock();

  /**
   * @param lastSeq of the latest batch stored
   */
  Deriver(
      DuckDBConnection connection,
      long derivedSeq,
      long lastSeq,
      DuckDbConfig.Deriving config,
      Clock clock) {
    this.connection = connection;
    this.config = config;
    this.clock = clock;
    this.derivedSeq = derivedSeq;
    if (lastSeq > derivedSeq) {
      outstanding.add(new Committed(lastSeq, clock.millis()));
    }
    this.thread = Thread.ofPlatform().daemon().name("linecheck-deriver").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Tells that batches up to {@code seq} are durable. */
  void committed(long seq, long atMillis) {
    lock.lock();
    try {
      Committed latest = outstanding.peekLast();
      if (seq > derivedSeq && (latest == null || seq > latest.seq())) {
        outstanding.add(new Committed(seq, atMillis));
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Age of the oldest batch that is not derived yet. */
  long lagMillis() {
    lock.lock();
    try {
      Committed oldest = outstanding.peek();
      return oldest == null ? 0 : Math.max(0, clock.millis() - oldest.atMillis());
    } finally {
      lock.unlock();
    }
  }

  /** What went wrong the last time, or null. */
  @Nullable String trouble() {
    lock.lock();
    try {
      return trouble;
    } finally {
      lock.unlock();
    }
  }

  interface SqlAction {
    void run() throws SQLException;
  }

  /** Changes derived tables while no cycle does. */
  void pausedFor(SqlAction action) throws SQLException {
    tables.lock();
    try {
      action.run();
    } finally {
      tables.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    Waits.forEnd(thread);
  }

  private void run() {
    DerivationCycle cycle = null;
    int failures = 0;
    while (awaitNews()) {
      long startedAt = System.nanoTime();
      try {
        cycle = cycle == null ? new DerivationCycle(connection, config) : cycle;
        derive(cycle);
        failures = 0;
      } catch (SQLException | RuntimeException | Error e) {
        LOG.error("deriving windows and calls failed; it will be tried again", e);
        noteTrouble(e);
        cycle = null;
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
      }
      pause((config.interval().toNanos() << failures) - (System.nanoTime() - startedAt));
    }
    close(cycle);
  }

  private void derive(DerivationCycle cycle) throws SQLException {
    long mark;
    tables.lock();
    try {
      mark = cycle.run(derivedSeq);
    } finally {
      tables.unlock();
    }
    lock.lock();
    try {
      derivedSeq = mark;
      trouble = null;
      while (!outstanding.isEmpty() && outstanding.peek().seq() <= mark) {
        outstanding.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitNews() {
    lock.lock();
    try {
      while (outstanding.isEmpty() && !closed) {
        news.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !closed) {
        left = news.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      // Then the next cycle comes early.
    } finally {
      lock.unlock();
    }
  }

  private void noteTrouble(Throwable e) {
    lock.lock();
    try {
      trouble = e.toString();
    } finally {
      lock.unlock();
    }
  }

  private static void close(@Nullable DerivationCycle cycle) {
    if (cycle != null) {
      try {
        cycle.close();
      } catch (SQLException e) {
        LOG.warn("the deriver's tables did not close", e);
      }
    }
  }
}
