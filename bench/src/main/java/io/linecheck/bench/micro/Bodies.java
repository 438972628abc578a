package io.linecheck.bench.micro;

import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestLimits;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.ingest.Outcomes;
import io.linecheck.ingest.Route;
import io.linecheck.model.TimeRange;
import io.linecheck.simulator.ContactCentre;
import io.linecheck.simulator.SimulatedRequest;
import io.linecheck.store.TelemetryBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Bodies of simulated pages, and the batches that ingest makes of them. */
final class Bodies {
  private static final int MOST = 500;
  private static final int AGENTS = 200;

  private Bodies() {}

  /** Metrics of an hour of a working day, in the order in which they are sent. */
  static List<IngestRequest> metrics() {
    Instant end = Instant.now();
    Iterator<SimulatedRequest> requests =
        ContactCentre.seeded(7, AGENTS)
            .requests(new TimeRange(end.minus(Duration.ofDays(1)), end), Duration.ofSeconds(30));
    List<IngestRequest> metrics = new ArrayList<>();
    while (requests.hasNext() && metrics.size() < MOST) {
      SimulatedRequest request = requests.next();
      if (request.route() == Route.SOFTPHONE_METRICS) {
        metrics.add(
            new IngestRequest(
                request.route(), request.body(), request.clientIp(), null, null, end));
      }
    }
    return metrics;
  }

  static List<TelemetryBatch> batches() {
    NoStore kept = new NoStore();
    Ingest ingest = new Ingest(kept, kept, IngestLimits.DEFAULT, Outcomes.NONE, Clock.systemUTC());
    List<TelemetryBatch> batches = new ArrayList<>();
    for (IngestRequest request : metrics()) {
      if (ingest.accept(request).status() == 200) {
        batches.add(kept.last());
      }
    }
    return batches;
  }

  /** The same as another call's. */
  static TelemetryBatch ofAnotherCall(TelemetryBatch batch, UUID id) {
    return new TelemetryBatch(
        id,
        batch.receivedAt(),
        batch.agent(),
        id.toString(),
        batch.context(),
        batch.samples(),
        batch.reports(),
        batch.apiMetrics(),
        batch.events(),
        batch.rejected());
  }
}
