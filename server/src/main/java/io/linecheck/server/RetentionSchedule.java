package io.linecheck.server;

import io.linecheck.model.Dataset;
import io.linecheck.server.checkup.RetentionRun;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.Lease;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the store forget what and whom it has known for too long, at the start and every hour. Of
 * several servers over one store the one does it that has the lease.
 */
final class RetentionSchedule implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);
  private static final Duration EVERY = Duration.ofHours(1);

  /** How soon it begins once the lease is this server's. */
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

  /**
   * At which age things go.
   *
   * @param datasets rows; a dataset not named is kept
   * @param addresses the end of agents' addresses; kept if absent
   * @param persons agents' names and what else tells who they are; kept if absent
   * @param mostBytes what all data may take; any if absent
   */
  record Ages(
      Map<Dataset, Duration> datasets,
      Optional<Duration> addresses,
      Optional<Duration> persons,
      Optional<Long> mostBytes) {}

  private final TelemetryStore store;
  private final Optional<Lease> lease;
  private final Ages ages;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Of the run under way, and {@link #lastCut} of any; for its thread alone. */
  private final List<String> problems = new ArrayList<>();

  private RetentionRun.@Nullable Cut lastCut;

  private volatile @Nullable RetentionRun lastRun;
  private @Nullable Long begunNanos;

  /**
   * @param lease absent where no other server shares the store
   */
  RetentionSchedule(TelemetryStore store, Optional<Lease> lease, Ages ages, Clock clock) {
    this.store = store;
    this.lease = lease;
    this.ages = ages;
    this.clock = clock;
  }

  void start() {
    Thread.ofVirtual().name("retention").start(this::run);
  }

  /** Absent before the first has ended, and while another server does it. */
  Optional<RetentionRun> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  private void run() {
    try {
      lease.ifPresent(Lease::start);
      do {
        if (!lease.map(Lease::isHeld).orElse(true)) {
          lastRun = null;
        } else if (isDue()) {
          apply();
        }
      } while (!closed.await(LOOKS_EVERY.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDue() {
    return begunNanos == null || System.nanoTime() - begunNanos >= EVERY.toNanos();
  }

  private void apply() {
    Instant now = clock.instant();
    begunNanos = System.nanoTime();
    problems.clear();
    attempt(
        "what is too old could not be removed",
        () ->
            store
                .applyRetention(
                    new RetentionPolicy(now, ages.datasets(), ages.mostBytes().orElse(null)))
                .ifPresent(cut -> tell(now, cut)));
    ages.addresses()
        .ifPresent(age ->
            attempt(
                "old addresses could not be shortened",
                () -> store.personalData().shortenAddresses(now.minus(age))));
    ages.persons()
        .ifPresent(age ->
            attempt(
                "persons could not be taken out of old calls",
                () -> store.personalData().anonymize(now.minus(age))));
    lastRun = new RetentionRun(clock.instant(), problems, Optional.ofNullable(lastCut));
  }

  /** Nobody asked for this very data to go: whoever misses it must find out why. */
  private void tell(Instant now, SizeCut cut) {
    lastCut = new RetentionRun.Cut(now, cut);
    log.warn(
        "{} days, everything before {}, were removed: the data took {} bytes, retention-max-size is"
            + " {}; now it takes {}",
        cut.days(),
        cut.before(),
        cut.bytesBefore(),
        ages.mostBytes().orElseThrow(),
        cut.bytesAfter());
    store
        .audit()
        .append(
            new AuditEntry(
                now,
                "linecheck",
                "retention.size",
                "before " + cut.before(),
                AuditEntry.Outcome.OK,
                null,
                Map.of(
                    "days", Integer.toString(cut.days()),
                    "bytesBefore", Long.toString(cut.bytesBefore()),
                    "bytesAfter", Long.toString(cut.bytesAfter()))));
  }

  /** A failure must not end the schedule; the next hour tries again. */
  private void attempt(String failed, Runnable step) {
    try {
      step.run();
    } catch (StoreException e) {
      // A store that is closed meanwhile is no news.
      if (closed.getCount() > 0) {
        log.warn("{}: {}", failed, e.getMessage());
        problems.add(failed + ": " + e.getMessage());
      }
    } catch (RuntimeException e) {
      log.error(failed, e);
      problems.add(failed);
    }
  }

  /** Begins nothing new; what is being removed is left to the store's closing. */
  @Override
  public void close() {
    closed.countDown();
    lease.ifPresent(Lease::close);
  }
}
