package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    return join(done);
  }

  /** Waits until the action was run by the writer. */
  void run(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    submit(new Errand(action, done));
    join(done);
  }

  int size() {
    return queue.size();
  }

  Work take() {
    return uninterrupted(queue::take);
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
    uninterrupted(() -> {
      queue.put(new Stop());
      return true;
    });
    return true;
  }

  /** Waits and, if it failed, throws what the writer says of it. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException refused) {
        // A new one, since one refusal answers many waiting threads.
        throw new StoreException(refused.kind(), String.valueOf(refused.getMessage()), refused);
      }
      throw e;
    }
  }

  interface Wait<T> {
    T run() throws InterruptedException;
  }

  /** Waits however often the thread is interrupted, and tells it afterwards. */
  static <T> T uninterrupted(Wait<T> wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.run();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
