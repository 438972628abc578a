package io.linecheck.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come; JUnit's time limit ends a wait in vain. */
public final class Awaiting {
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Awaiting() {}

  public static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("waited in vain");
      }
    }
  }
}
