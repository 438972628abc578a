package io.linecheck.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that one of all servers over a store has at a time. Its holder renews it for as long as it
 * lives; after its death another takes it, once nothing has been heard of it for as long as the
 * lease lasts.
 *
 * <p>The lease is a document, and each renewal a new version of it, put on the condition that the
 * version before is still there: of several that want it one gets it, and a holder that was frozen
 * and given up cannot renew. Nobody's clock is compared with another's: who waits sees by its own
 * how long a version has stood, and a holder counts from before it asked. Safe for many threads.
 */
public final class Lease implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lease.class);
  private static final String COLLECTION = DocumentStore.OWN + "leases";

  /** Longer than a cluster takes to give a dead node up, so that the lease does not wander then. */
  public static final Duration LASTS = Duration.ofMinutes(1);

  private static final int RENEWALS_PER_LEASE = 4;

  private final DocumentStore documents;
  private final String job;
  private final long lastsNanos;
  private final LongSupplier nanoClock;

  /** In quotes, which make it JSON. */
  private final String holder = "\"" + UUID.randomUUID() + "\"";

  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Seen seen;
  private volatile long heldUntilNanos;

  /** Somebody else's lease, and since when it stands unrenewed. */
  private record Seen(long version, long sinceNanos) {}

  /**
   * A lease that is not held yet.
   *
   * @param job its name, the same at all servers
   * @param lasts how long without a renewal
   * @param nanoClock as {@link System#nanoTime} is one
   */
  public Lease(DocumentStore documents, String job, Duration lasts, LongSupplier nanoClock) {
    this.documents = documents;
    this.job = job;
    this.lastsNanos = lasts.toNanos();
    this.nanoClock = nanoClock;
    this.heldUntilNanos = nanoClock.getAsLong();
  }

  /** Takes the lease as soon as it is free, and keeps it, until it is closed. */
  public void start() {
    Thread.ofVirtual().name("lease-" + job).start(this::run);
  }

  /** Whether the job is this server's, now. */
  public boolean isHeld() {
    return nanoClock.getAsLong() - heldUntilNanos < 0;
  }

  /** Takes or renews the lease if nobody else has it. */
  public synchronized void renew() {
    long askedNanos = nanoClock.getAsLong();
    if (closed.getCount() == 0) {
      return;
    }
    try {
      Optional<StoredDocument> found = documents.find(COLLECTION, job);
      if (found.isPresent() && !found.get().json().equals(holder) && !isOver(found.get())) {
        heldUntilNanos = askedNanos;
        return;
      }
      documents.put(
          COLLECTION, job, holder, found.map(StoredDocument::version).orElse(VersionConflict.NONE));
      heldUntilNanos = askedNanos + lastsNanos;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Cause.CONFLICT) {
        heldUntilNanos = askedNanos;
      } else {
        // Whoever holds it does so for the rest of its time: nobody else can take it either.
        log.debug("the lease of {} was not renewed: {}", job, e.getMessage());
      }
    }
  }

  private boolean isOver(StoredDocument others) {
    long now = nanoClock.getAsLong();
    if (seen == null || seen.version() != others.version()) {
      seen = new Seen(others.version(), now);
    }
    return now - seen.sinceNanos() > lastsNanos;
  }

  private void run() {
    try {
      do {
        renew();
      } while (!closed.await(lastsNanos / RENEWALS_PER_LEASE, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves the job to others at once. */
  @Override
  public synchronized void close() {
    closed.countDown();
    boolean held = isHeld();
    heldUntilNanos = nanoClock.getAsLong();
    try {
      if (held
          && documents.find(COLLECTION, job).filter(one -> one.json().equals(holder)).isPresent()) {
        documents.delete(COLLECTION, job);
      }
    } catch (StoreException e) {
      log.debug("the lease of {} runs out by itself: {}", job, e.getMessage());
    }
  }
}
