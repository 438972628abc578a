package io.linecheck.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** When a request may leave. */
@FunctionalInterface
public interface Pace {
  /** Returns when the request may leave. */
  void await(SimulatedRequest request) throws InterruptedException;

  /** As fast as the server takes them. */
  static Pace unlimited() {
    return _ -> {};
  }

  /** Each at the moment at which it is due; what is late leaves at once. */
  static Pace realTime(Clock clock) {
    return request -> {
      Duration wait = Duration.between(clock.instant(), request.due());
      if (wait.isPositive()) {
        Thread.sleep(wait);
      }
    };
  }

  /** Evenly, at most so many a second. */
  static Pace atMost(double requestsPerSecond, Clock clock) {
    if (!(requestsPerSecond > 0)) {
      throw new IllegalArgumentException("rate must be above 0, not " + requestsPerSecond);
    }
    return new Pace() {
      private final Instant start = clock.instant();
      private long released;

      @Override
      public void await(SimulatedRequest request) throws InterruptedException {
        Instant slot = start.plusNanos(Math.round(1e9 * released++ / requestsPerSecond));
        long nanos = Duration.between(clock.instant(), slot).toNanos();
        if (nanos > 0) {
          LockSupport.parkNanos(nanos);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    };
  }
}
