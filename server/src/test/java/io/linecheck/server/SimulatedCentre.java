package io.linecheck.server;

import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestAnswer;
import io.linecheck.ingest.IngestLimits;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.ingest.Outcomes;
import io.linecheck.model.TimeRange;
import io.linecheck.simulator.ContactCentre;
import io.linecheck.simulator.SimulatedRequest;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.WriteReceipt;
import io.linecheck.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a contact centre sends, written to stores: to each the same batches, as one ingest made
 * them.
 */
final class SimulatedCentre {
  private static final long SEED = 11;
  private static final int AGENTS = 12;

  /** Connect's page sends twice a minute; fewer and larger batches fill the stores sooner. */
  private static final Duration BATCH_EVERY = Duration.ofMinutes(2);

  /** Requests under way at a time: a cluster takes many at once as fast as one alone. */
  private static final int LANES = 16;

  private final List<TelemetryStore> stores;
  private final SettableClock clock;

  /**
   * @param clock of all stores
   */
  SimulatedCentre(List<TelemetryStore> stores, SettableClock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /** Writes what a contact centre sends in the range; returns when windows and calls show it. */
  void fill(TimeRange range) throws InterruptedException, ExecutionException {
    Ingest ingest =
        new Ingest(this::write, stores.getFirst(), IngestLimits.DEFAULT, Outcomes.NONE, clock);
    Map<String, List<SimulatedRequest>> calls = new LinkedHashMap<>();
    ContactCentre.seeded(SEED, AGENTS)
        .requests(range, BATCH_EVERY)
        .forEachRemaining(
            request -> calls.computeIfAbsent(request.order(), _ -> new ArrayList<>()).add(request));
    List<Callable<Void>> sending = new ArrayList<>();
    calls.values().forEach(requests -> sending.add(() -> send(ingest, requests)));
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      for (Future<Void> sent : lanes.invokeAll(sending)) {
        sent.get();
      }
    }
    // By a clock that stands, what was just written is no time behind.
    clock.advance(Duration.ofMillis(1));
    Awaiting.until(() -> stores.stream().allMatch(store -> store.health().derivedLagMillis() == 0));
  }

  private static Void send(Ingest ingest, List<SimulatedRequest> requests) {
    for (SimulatedRequest request : requests) {
      IngestAnswer answer =
          ingest.accept(
              new IngestRequest(
                  request.route(), request.body(), request.clientIp(), null, null, request.due()));
      if (answer.status() != 200) {
        throw new AssertionError("a request was answered " + answer);
      }
    }
    return null;
  }

  private WriteReceipt write(TelemetryBatch batch) {
    List<WriteReceipt> receipts =
        stores.stream().map(store -> store.write(batch)).distinct().toList();
    if (receipts.size() > 1) {
      throw new AssertionError("the stores answered differently: " + receipts);
    }
    return receipts.getFirst();
  }
}
