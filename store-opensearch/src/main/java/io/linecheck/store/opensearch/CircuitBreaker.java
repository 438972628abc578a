package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Has batches refused at once while the cluster takes none, but for one now and then that finds out
 * whether it does again: who is refused keeps its batch, and nothing gathers here. Safe for many
 * threads.
 */
final class CircuitBreaker {
  private final long betweenTriesNanos;
  private @Nullable StoreException trouble;
  private long nextTryNanos;

  CircuitBreaker(long betweenTriesNanos) {
    this.betweenTriesNanos = betweenTriesNanos;
  }

  /**
   * Lets a batch pass, or not.
   *
   * @throws StoreException why the cluster takes none
   */
  synchronized void pass() {
    StoreException refused = trouble;
    if (refused == null) {
      return;
    }
    long now = System.nanoTime();
    if (now - nextTryNanos < 0) {
      throw refused.again();
    }
    nextTryNanos = now + betweenTriesNanos;
  }

  /** The cluster took something. */
  synchronized void close() {
    trouble = null;
  }

  /** The cluster took nothing for as long as was waited; the next batch may be luckier. */
  synchronized void open(StoreException why) {
    if (trouble == null) {
      nextTryNanos = System.nanoTime();
    }
    trouble = why;
  }
}
