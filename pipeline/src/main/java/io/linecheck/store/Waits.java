package io.linecheck.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How stores wait for their own threads. */
public final class Waits {
  private Waits() {}

  /** Something that takes a while. */
  public interface Wait<T> {
    T run() throws InterruptedException;
  }

  /** Waits and, if it failed, throws what the store says of it. */
  public static <T> T answer(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException refused) {
        throw refused.again();
      }
      throw e;
    }
  }

  /** Waits however often the thread is interrupted, and tells it afterwards. */
  public static <T> T uninterrupted(Wait<T> wait) {
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

  /** Waits for the end of a thread, however often this one is interrupted. */
  public static void forEnd(Thread thread) {
    uninterrupted(() -> {
      thread.join();
      return true;
    });
  }
}
