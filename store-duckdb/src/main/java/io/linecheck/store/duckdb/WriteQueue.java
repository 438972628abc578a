package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.Waits;
import io.linecheck.store.WriteReceipt;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The work of the writer thread: bounded, refused at once when full, and after {@link #close} at
 * all. Whatever was let in is done before {@link Stop} is reached.
 */
final class WriteQueue {
  /** What the writer does next. */
  sealed interface Work {}

  record Write(TelemetryBatch batch, CompletableFuture<WriteReceipt> done) implements Work {}

  /** Something else that must not run beside a commit. */
  record Errand(Action action, CompletableFuture<Void> done) implements Work {}

  /** The end: nothing comes after it. */
  record Stop() implements Work {}

  interface Action {
    void run(DuckDBConnection connection, BatchPlanner planner) throws SQLException;
  }

  private final BlockingQueue<Work> queue;

  /** Held for reading while work is put in, so that none slips in behind {@link Stop}. */
  private final ReentrantReadWriteLock admission = new ReentrantReadWriteLock();

  private boolean closed;

  WriteQueue(int capacity) {
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** Waits until the batch is durable. */
  WriteReceipt write(TelemetryBatch batch) {
    CompletableFuture<WriteReceipt> done = new CompletableFuture<>();
    submit(new Write(batch, done));
    return Waits.answer(done);
  }

  /** Waits until the action was run by the writer. */
  void run(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    submit(new Errand(action, done));
    Waits.answer(done);
  }

  int size() {
    return queue.size();
  }

  Work take() {
    return Waits.uninterrupted(queue::take);
  }

  @Nullable Work poll() {
    return queue.poll();
  }

  /** Lets nothing in any more. Returns whether it was open. */
  boolean close() {
    admission.writeLock().lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
    } finally {
      admission.writeLock().unlock();
    }
    Waits.uninterrupted(() -> {
      queue.put(new Stop());
      return true;
    });
    return true;
  }

  private void submit(Work work) {
    admission.readLock().lock();
    try {
      if (closed) {
        throw new StoreException(StoreException.Cause.UNAVAILABLE, "the store is closing");
      }
      if (!queue.offer(work)) {
        throw new StoreException(
            StoreException.Cause.OVERLOADED,
            queue.size() + " batches wait to be written: try again later");
      }
    } finally {
      admission.readLock().unlock();
    }
  }
}
