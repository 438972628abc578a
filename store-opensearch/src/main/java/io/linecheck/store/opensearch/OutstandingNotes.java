package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The notes that are still to be derived here, in the order in which they came. Safe for many
 * threads.
 */
final class OutstandingNotes {
  /** Notes beyond it are left to be found in the cluster later. */
  private static final int MOST_NOTES = 100_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** By call, in the order in which calls came, then by the note's id. */
  private final SequencedMap<CallKey, Map<String, PendingCalls.Note>> notes = new LinkedHashMap<>();

  private int count;
  private boolean closed;

  void add(PendingCalls.Note note) {
    lock.lock();
    try {
      if (count < MOST_NOTES
          && notes
                  .computeIfAbsent(note.call(), _ -> new LinkedHashMap<>())
                  .putIfAbsent(note.id(), note)
              == null) {
        count++;
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** All notes of some calls. */
  List<PendingCalls.Note> ofCalls(int most) {
    lock.lock();
    try {
      return notes.values().stream()
          .limit(most)
          .flatMap(ofCall -> ofCall.values().stream())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  void remove(Collection<PendingCalls.Note> settled) {
    lock.lock();
    try {
      settled.forEach(note ->
          notes.computeIfPresent(
              note.call(),
              (_, ofCall) -> {
                count -= ofCall.remove(note.id()) == null ? 0 : 1;
                return ofCall.isEmpty() ? null : ofCall;
              }));
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Age of the oldest; zero if there is none. */
  long lagMillis(long nowMillis) {
    lock.lock();
    try {
      return notes.values().stream()
          .flatMap(ofCall -> ofCall.values().stream())
          .mapToLong(note -> Math.max(0, nowMillis - note.atMillis()))
          .max()
          .orElse(0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a note or the time; returns whether there may be more to do, now or later. */
  boolean await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (notes.isEmpty() && !closed && left > 0) {
        left = news.awaitNanos(left);
      }
      return !closed || !notes.isEmpty();
    } catch (InterruptedException _) {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Lets time pass, unless this is closed. */
  void pause(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !closed) {
        left = news.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      // Then what follows comes early.
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
