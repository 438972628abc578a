package io.linecheck.server;

import io.linecheck.model.Dataset;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the store forget what is too old, at the start and every hour. */
final class RetentionSchedule implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("retention").daemon().factory());

  private RetentionSchedule() {}

  static RetentionSchedule start(TelemetryStore store, Map<Dataset, Duration> keep, Clock clock) {
    RetentionSchedule schedule = new RetentionSchedule();
    schedule.timer.scheduleWithFixedDelay(
        () -> apply(store, new RetentionPolicy(clock.instant(), keep)),
        0,
        EVERY.toSeconds(),
        TimeUnit.SECONDS);
    return schedule;
  }

  // A failure must not end the schedule; the next hour tries again.
  private static void apply(TelemetryStore store, RetentionPolicy policy) {
    try {
      store.applyRetention(policy);
    } catch (StoreException e) {
      log.warn("what is too old could not be removed: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("what is too old could not be removed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
