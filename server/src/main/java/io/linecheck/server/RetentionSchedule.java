package io.linecheck.server;

import io.linecheck.model.Dataset;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the store forget what is too old, at the start and every hour. */
final class RetentionSchedule implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final TelemetryStore store;
  private final Map<Dataset, Duration> keep;
  private final Clock clock;
  private final Thread thread = Thread.ofVirtual().name("retention").unstarted(this::run);

  private RetentionSchedule(TelemetryStore store, Map<Dataset, Duration> keep, Clock clock) {
    this.store = store;
    this.keep = keep;
    this.clock = clock;
  }

  static RetentionSchedule start(TelemetryStore store, Map<Dataset, Duration> keep, Clock clock) {
    RetentionSchedule schedule = new RetentionSchedule(store, keep, clock);
    schedule.thread.start();
    return schedule;
  }

  private void run() {
    try {
      while (true) {
        apply();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A failure must not end the schedule; the next hour tries again.
  private void apply() {
    try {
      store.applyRetention(new RetentionPolicy(clock.instant(), keep));
    } catch (StoreException e) {
      log.warn("what is too old could not be removed: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("what is too old could not be removed", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
