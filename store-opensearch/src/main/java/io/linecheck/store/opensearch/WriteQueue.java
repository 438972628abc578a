package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.Waits;
import io.linecheck.store.WriteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where batches wait to be sent. A few senders each take what has gathered while they were busy and
 * send it as one group: natural batching, without a timer. The queue is bounded in length and in
 * time, and closed to nearly all while the cluster takes nothing, so that such a cluster costs no
 * more memory than one that is slow, and nobody's patience.
 */
final class WriteQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);

  /** Bounds a request to some megabytes; beyond that bulk requests gain nothing. */
  private static final int MOST_ITEMS = 4_000;

  /** How often a sender looks whether the store closes. */
  private static final long LOOK_MILLIS = 100;

  /** As long as a batch waits for the cluster; its sender does not wait much longer. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final long BETWEEN_TRIES_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final CircuitBreaker breaker = new CircuitBreaker(BETWEEN_TRIES_NANOS);
  private final ArrayBlockingQueue<Waiting> queue;
  private final Map<UUID, CompletableFuture<WriteReceipt>> underWay = new ConcurrentHashMap<>();
  private final BatchGroups groups;
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean closed;

  private record Waiting(
      TelemetryBatch batch, CompletableFuture<WriteReceipt> answer, long atNanos) {
    boolean isStale() {
      return System.nanoTime() - atNanos > LONGEST_WAIT_NANOS;
    }
  }

  WriteQueue(OpenSearchConfig.Writing config, BatchGroups groups) {
    this.queue = new ArrayBlockingQueue<>(config.queueCapacity());
    this.groups = groups;
    for (int sender = 0; sender < config.requests(); sender++) {
      senders.add(Thread.ofVirtual().name("linecheck-sender-" + sender).unstarted(this::run));
    }
  }

  void start() {
    senders.forEach(Thread::start);
  }

  WriteReceipt write(TelemetryBatch batch) {
    batch.requireContact();
    UUID batchId = batch.batchId();
    CompletableFuture<WriteReceipt> answer = new CompletableFuture<>();
    CompletableFuture<WriteReceipt> first =
        batchId == null ? null : underWay.putIfAbsent(batchId, answer);
    if (first != null) {
      return Waits.answer(first).asRepeated();
    }
    try {
      take(new Waiting(batch, answer, System.nanoTime()));
      return Waits.answer(answer);
    } catch (StoreException e) {
      answer.completeExceptionally(e);
      throw e;
    } finally {
      if (batchId != null) {
        underWay.remove(batchId);
      }
    }
  }

  int queued() {
    return queue.size();
  }

  /** Finishes what was taken. */
  @Override
  public void close() {
    closed = true;
    senders.forEach(Waits::forEnd);
    refuseRest();
  }

  private void take(Waiting waiting) {
    if (closed) {
      throw closedException();
    }
    breaker.pass();
    if (!queue.offer(waiting)) {
      throw new StoreException(
          StoreException.Cause.OVERLOADED,
          queue.size() + " batches wait for the cluster already: try again later");
    }
    if (closed && queue.remove(waiting)) {
      throw closedException();
    }
  }

  private void run() {
    while (true) {
      try {
        Waiting first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Waiting> group = group(first);
          if (!group.isEmpty()) {
            send(group);
          }
        } else if (closed) {
          return;
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private List<Waiting> group(Waiting first) {
    List<Waiting> group = new ArrayList<>(List.of(first));
    int items = first.batch().items();
    while (items < MOST_ITEMS) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      group.add(next);
      items += next.batch().items();
    }
    group.removeIf(WriteQueue::isRefusedAsStale);
    return group;
  }

  private static boolean isRefusedAsStale(Waiting waiting) {
    return waiting.isStale()
        && waiting
            .answer()
            .completeExceptionally(
                new StoreException(
                    StoreException.Cause.OVERLOADED,
                    "the cluster is too slow for what comes: try again later"));
  }

  private void send(List<Waiting> group) {
    try {
      List<WriteReceipt> receipts = groups.write(group.stream().map(Waiting::batch).toList());
      breaker.close();
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer().complete(receipts.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, it must not leave everyone waiting.
      LOG.warn("{} batches were not stored: {}", group.size(), e.toString());
      if (e instanceof StoreException refused && refused.kind() != StoreException.Cause.BROKEN) {
        breaker.open(refused);
      }
      group.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  private void refuseRest() {
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      left.answer().completeExceptionally(closedException());
    }
  }

  private static StoreException closedException() {
    return new StoreException(StoreException.Cause.UNAVAILABLE, "the store is closed");
  }
}
