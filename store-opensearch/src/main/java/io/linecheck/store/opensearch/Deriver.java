package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.Waits;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps windows and calls up to date: those that this node was written to, and
 * those that a node left which died. Sleeps while nothing is written, works once an interval while
 * something is, without pause while it lags behind.
 */
final class Deriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deriver.class);

  /** After failures the interval doubles up to 64 times its length: half a minute, by default. */
  private static final int MOST_DOUBLINGS = 6;

  /** A cycle takes the notes of so many calls: a bound of memory and of time. */
  private static final int CALLS_PER_CYCLE = 200;

  private static final long TAKE_OVER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PendingCalls pending;
  private final DerivationCycle cycle;
  private final long intervalNanos;
  private final Clock clock;
  private final Thread thread;

  private final OutstandingNotes outstanding = new OutstandingNotes();
  private volatile @Nullable String trouble;

  /** Held while derived documents are changed, by the cycle or by whoever changes stored rows. */
  private final ReentrantLock documents = new ReentrantLock();

  private long lookedNanos = System.nanoTime() - TAKE_OVER_NANOS;

  Deriver(
      PendingCalls pending, DerivationCycle cycle, OpenSearchConfig.Deriving config, Clock clock) {
    this.pending = pending;
    this.cycle = cycle;
    this.intervalNanos = config.interval().toNanos();
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("linecheck-deriver").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something of a call is durable. */
  void written(PendingCalls.Note note) {
    outstanding.add(note);
  }

  /** Age of the oldest note that is not derived yet. */
  long lagMillis() {
    return outstanding.lagMillis(clock.millis());
  }

  /** How many notes are not derived yet. */
  int outstanding() {
    return outstanding.size();
  }

  /** What went wrong the last time, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Changes stored rows while no cycle of this node reads or writes them. */
  void pausedFor(Runnable action) {
    documents.lock();
    try {
      action.run();
    } finally {
      documents.unlock();
    }
  }

  /** The same, once calls show everything that this node was sent. */
  void caughtUpFor(Runnable action) {
    pausedFor(() -> {
      derive();
      action.run();
    });
  }

  /** Derives what is outstanding; what fails then is left to the next who looks. */
  @Override
  public void close() {
    outstanding.close();
    Waits.forEnd(thread);
  }

  private void run() {
    int failures = 0;
    while (outstanding.await(TAKE_OVER_NANOS - (System.nanoTime() - lookedNanos))) {
      long startedAt = System.nanoTime();
      try {
        takeOver();
        derive();
        failures = 0;
      } catch (RuntimeException | Error e) {
        failed(e);
        if (outstanding.isClosed()) {
          return;
        }
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
      }
      outstanding.pause((intervalNanos << failures) - (System.nanoTime() - startedAt));
    }
  }

  private void failed(Throwable e) {
    if (e instanceof StoreException) {
      LOG.warn("deriving windows and calls failed; it will be tried again: {}", e.getMessage());
      trouble = e.getMessage();
    } else {
      LOG.error("deriving windows and calls failed; it will be tried again", e);
      trouble = e.toString();
    }
  }

  private void derive() {
    List<PendingCalls.Note> notes = outstanding.ofCalls(CALLS_PER_CYCLE);
    while (!notes.isEmpty()) {
      documents.lock();
      try {
        outstanding.remove(cycle.run(notes));
      } finally {
        documents.unlock();
      }
      trouble = null;
      notes = outstanding.ofCalls(CALLS_PER_CYCLE);
    }
  }

  private void takeOver() {
    if (System.nanoTime() - lookedNanos < TAKE_OVER_NANOS || outstanding.isClosed()) {
      return;
    }
    lookedNanos = System.nanoTime();
    try {
      List<PendingCalls.Note> abandoned = pending.abandoned();
      abandoned.forEach(this::written);
      if (abandoned.size() == PendingCalls.NOTES_AT_ONCE) {
        // There may be more: they are looked for once these are derived.
        lookedNanos -= TAKE_OVER_NANOS;
      }
    } catch (StoreException e) {
      LOG.warn("calls that other nodes left cannot be looked for: {}", e.getMessage());
    }
  }
}
