package io.linecheck.server.attributes;

import io.linecheck.server.attributes.Application.State;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredAttributes;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the tables to stored calls, step by step on a thread of its own. How far it came is kept
 * after every step, so that a process that starts again goes on there; when the tables change on
 * the way, it begins anew.
 */
final class ApplyTables implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ApplyTables.class);

  private final StoredAttributes store;
  private final TableDocuments documents;
  private final TablesInForce tables;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread thread;
  private volatile boolean cancelled;
  private volatile boolean closed;

  ApplyTables(StoredAttributes store, TableDocuments documents, TablesInForce tables, Clock clock) {
    this.store = store;
    this.documents = documents;
    this.tables = tables;
    this.clock = clock;
  }

  Optional<Application> latest() {
    return documents.walk();
  }

  /** Begins; returns false if a walk is under way already. */
  boolean start(String by) {
    lock.lock();
    try {
      if (thread != null) {
        return false;
      }
      Application walk = Application.begun(clock.instant(), by);
      documents.put(walk);
      run(walk);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Goes on where a process that ended was. */
  void resume() {
    lock.lock();
    try {
      documents.walk().filter(walk -> walk.state() == State.RUNNING).ifPresent(this::run);
    } finally {
      lock.unlock();
    }
  }

  /** Ends after the step under way; what is done stays. Returns false if nothing is under way. */
  boolean cancel() {
    lock.lock();
    try {
      cancelled = thread != null;
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void run(Application walk) {
    cancelled = false;
    thread = Thread.ofVirtual().name("apply-tables").start(() -> walk(walk));
  }

  private void walk(Application begun) {
    Application walk = begun;
    long generation = tables.generation();
    try {
      boolean last = false;
      while (!last && !cancelled && !closed) {
        if (generation != tables.generation()) {
          generation = tables.generation();
          walk = walk.again();
        }
        StoredAttributes.Step step = store.reassign(walk.position(), tables.tables());
        walk = walk.after(step);
        last = step.isLast() && generation == tables.generation();
        if (!last) {
          documents.put(walk);
        }
      }
      if (last) {
        end(walk, State.DONE, null);
      } else if (cancelled) {
        end(walk, State.CANCELLED, null);
      }
    } catch (StoreException e) {
      // A store that closes meanwhile leaves the walk to the next start.
      if (!closed) {
        log.warn("applying the tables to stored calls failed: {}", e.getMessage());
        endAfterFailure(walk, String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException e) {
      log.error("applying the tables to stored calls failed", e);
      endAfterFailure(walk, "unexpected failure; the server's log has more");
    } finally {
      lock.lock();
      try {
        thread = null;
      } finally {
        lock.unlock();
      }
    }
  }

  private void end(Application walk, State how, @Nullable String why) {
    documents.put(walk.ended(how, clock.instant(), why));
  }

  private void endAfterFailure(Application walk, String why) {
    try {
      end(walk, State.FAILED, why);
    } catch (StoreException e) {
      log.warn("that it failed could not be stored: {}", e.getMessage());
    }
  }

  /** Returns when nothing is asked of the store any more. */
  @Override
  public void close() {
    closed = true;
    Thread running = underWay();
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private @Nullable Thread underWay() {
    lock.lock();
    try {
      return thread;
    } finally {
      lock.unlock();
    }
  }
}
