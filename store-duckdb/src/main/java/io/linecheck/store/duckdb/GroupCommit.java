package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.Waits;
import io.linecheck.store.WriteReceipt;
import io.linecheck.store.duckdb.WriteQueue.Errand;
import io.linecheck.store.duckdb.WriteQueue.Stop;
import io.linecheck.store.duckdb.WriteQueue.Work;
import io.linecheck.store.duckdb.WriteQueue.Write;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write path: a bounded queue, one writer thread, one transaction for all batches that queued
 * up during the transaction before.
 *
 * <p>Two properties of DuckDB shape it (docs of the measurements: a commit costs about 2 ms and one
 * fsync, however much is in it). First, {@code setAutoCommit(false)} opens no transaction for an
 * appender: only an explicit BEGIN does. Second, a transaction of more rows than a row group
 * (122,880) leaves partly filled row groups behind, which a later checkpoint has to merge in
 * seconds; groups end below it.
 *
 * <p>A batch is answered after COMMIT. If anything fails before, every batch of the group is
 * refused, the transaction is rolled back, and what the planner had noted is forgotten. Rows that
 * an appender still buffers survive a rollback, so the appenders are closed inside the doomed
 * transaction and made anew. If even that fails the store says it is broken and refuses all that
 * follows.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Below one row group of 122,880, with room for the batch that crosses the line. */
  private static final int ROWS_PER_COMMIT = 100_000;

  /** Hears of commits, after their rows are visible and before their batches are answered. */
  interface Listener {
    /**
     * Told after every commit.
     *
     * @param lastSeq number of the last batch that is stored
     * @throws StoreException if the batches must not be acknowledged, though they are stored
     */
    void committed(long lastSeq, long atMillis);
  }

  private final DuckDBConnection connection;
  private final BatchPlanner planner;
  private final RepeatedBatches repeated;
  private final Listener listener;
  private final WriteActivity activity;
  private final long windowNanos;
  private final WriteQueue queue;
  private final Thread writer;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private volatile @Nullable String broken;
  private @Nullable TelemetryTables tables;
  private long lastSeq;

  /** The last number that was stored: those of a group that failed are used up. */
  private long storedSeq;

  GroupCommit(
      DuckDBConnection connection,
      BatchPlanner planner,
      long lastSeq,
      DuckDbConfig.Writing config,
      WriteActivity activity,
      Listener listener) {
    this.connection = connection;
    this.planner = planner;
    this.repeated = new RepeatedBatches(connection);
    this.lastSeq = lastSeq;
    this.storedSeq = lastSeq;
    this.activity = activity;
    this.listener = listener;
    this.windowNanos = config.groupCommitWindow().toNanos();
    this.queue = new WriteQueue(config.queueCapacity());
    this.writer = Thread.ofPlatform().daemon().name("linecheck-writer").unstarted(this::run);
  }

  void start() {
    writer.start();
    Waits.answer(started);
  }

  WriteReceipt write(TelemetryBatch batch) {
    batch.requireContact();
    refuseIfBroken();
    return queue.write(batch);
  }

  /** Runs something on the writer thread, between two commits. */
  void run(WriteQueue.Action action) {
    refuseIfBroken();
    queue.run(action);
  }

  int queued() {
    return queue.size();
  }

  /** Why nothing is taken any more, or null. */
  @Nullable String broken() {
    return broken;
  }

  @Override
  public void close() {
    if (queue.close()) {
      Waits.forEnd(writer);
    }
  }

  private void refuseIfBroken() {
    String reason = broken;
    if (reason != null) {
      throw new StoreException(StoreException.Cause.BROKEN, reason);
    }
  }

  private void run() {
    try {
      tables = new TelemetryTables(connection);
      started.complete(null);
    } catch (SQLException e) {
      started.completeExceptionally(unavailable(e));
      return;
    }
    Work next = queue.take();
    while (true) {
      switch (next) {
        case Write first -> next = commit(first);
        case Errand errand -> {
          run(errand);
          next = queue.take();
        }
        case Stop _ -> {
          finish();
          return;
        }
      }
    }
  }

  /** Commits a group that begins with {@code first}; returns the work that follows it. */
  private Work commit(Write first) {
    pauseForCompany();
    CommitGroup group = new CommitGroup(repeated);
    group.add(first);
    Work following = queue.poll();
    long before = lastSeq;
    try {
      refuseIfBroken();
      long start = System.nanoTime();
      Database.execute(connection, "BEGIN TRANSACTION");
      int rows = append(first.batch(), group);
      while (following instanceof Write write && rows < ROWS_PER_COMMIT) {
        group.add(write);
        following = queue.poll();
        rows += append(write.batch(), group);
      }
      tables().flush();
      Database.execute(connection, "COMMIT");
      planner.committed();
      storedSeq = lastSeq > before ? lastSeq : storedSeq;
      acknowledge(group, activity.committed(System.nanoTime() - start));
    } catch (SQLException | RuntimeException | Error e) {
      // Also an Error: a writer that dies would leave everyone waiting.
      fail(group, e);
    }
    return following == null ? queue.take() : following;
  }

  private void acknowledge(CommitGroup group, Instant committedAt) {
    try {
      listener.committed(storedSeq, committedAt.toEpochMilli());
    } catch (StoreException e) {
      LOG.error("{} batches are stored and not acknowledged", group.size(), e);
      group.refuse(e);
      return;
    }
    group.acknowledge();
  }

  /** Appends what is new of a batch and notes its answer; returns the rows. */
  private int append(TelemetryBatch batch, CommitGroup group) throws SQLException {
    WriteReceipt known = group.known(batch);
    if (known != null) {
      group.answer(known);
      return 0;
    }
    PlannedBatch planned = planner.plan(batch);
    UUID batchId = batch.batchId();
    if (batchId != null && planned.receipt().accepted() == 0) {
      WriteReceipt before = repeated.stored(batchId, batch);
      if (before != null) {
        group.answer(before);
        return 0;
      }
    }
    if (batchId != null || planned.receipt().accepted() > 0) {
      tables().append(planned, ++lastSeq);
    }
    group.answer(planned.receipt());
    return planned.rows();
  }

  private void run(Errand errand) {
    try {
      refuseIfBroken();
      errand.action().run(connection, planner);
      errand.done().complete(null);
    } catch (SQLException e) {
      errand.done().completeExceptionally(unavailable(e));
    } catch (RuntimeException e) {
      errand.done().completeExceptionally(e);
    }
  }

  private void fail(CommitGroup group, Throwable cause) {
    planner.failed();
    activity.failed(String.valueOf(cause.getMessage()));
    if (broken == null) {
      LOG.error("a commit of {} batches failed and was undone", group.size(), cause);
      startAfresh();
    }
    group.refuse(cause instanceof RuntimeException given ? given : unavailable(cause));
  }

  /** Rolls back and gets rid of rows the appenders may still hold. */
  private void startAfresh() {
    try {
      tables().close();
    } catch (SQLException e) {
      LOG.debug("an appender could not hand over its rows, which are to be dropped anyway", e);
    }
    try {
      Database.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("no transaction was open", e);
    }
    try {
      tables = new TelemetryTables(connection);
    } catch (SQLException e) {
      broken =
          "the database does not recover from a failed commit ("
              + e.getMessage()
              + "): check the disk and restart";
    }
  }

  private void pauseForCompany() {
    if (windowNanos > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(windowNanos);
      } catch (InterruptedException _) {
        // Then the group is smaller.
      }
    }
  }

  /** Nobody can add to the queue any more; what is in it was taken before Stop. */
  private void finish() {
    try {
      tables().close();
    } catch (SQLException e) {
      LOG.warn("appenders did not close", e);
    }
  }

  private TelemetryTables tables() {
    TelemetryTables open = tables;
    if (open == null) {
      throw new StoreException(StoreException.Cause.UNAVAILABLE, "the store has not started");
    }
    return open;
  }

  private static StoreException unavailable(Throwable cause) {
    return new StoreException(
        StoreException.Cause.UNAVAILABLE, "nothing was stored: " + cause.getMessage(), cause);
  }
}
