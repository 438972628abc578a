package io.linecheck.simulator;

import io.linecheck.ingest.Route;
import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One contact as heard by one agent: what happened, why, and what the agent's page sends of it. */
public final class SimulatedCall {
  private final CallPlan plan;
  private final CallClock clock;
  private @Nullable Media media;

  SimulatedCall(CallPlan plan) {
    this.plan = plan;
    this.clock = CallClock.of(plan);
  }

  public UUID contactId() {
    return plan.contactId();
  }

  public String agent() {
    return plan.agent().userName();
  }

  public String queue() {
    return plan.queue();
  }

  public Instant start() {
    return plan.start();
  }

  public Instant end() {
    return plan.end();
  }

  public QualityCause cause() {
    return plan.cause();
  }

  /** The stage that failed; null if the call was set up. */
  public @Nullable SetupFailure setupFailure() {
    return plan.failure();
  }

  /** The second-by-second truth; worked out when it is first asked for. */
  synchronized Media media() {
    Media known = media;
    if (known == null) {
      known = MediaModel.run(plan);
      media = known;
    }
    return known;
  }

  CallPlan plan() {
    return plan;
  }

  /**
   * What the page sends of the part of the call that lies in the range: cut every so often, and at
   * the range's ends, so that adjoining ranges carry everything once.
   */
  public List<SimulatedRequest> requests(TimeRange range, Duration batchEvery) {
    List<SimulatedRequest> requests = new ArrayList<>();
    List<CallMoment> moments = CallMoment.of(plan);
    Instant last = plan.end().plusMillis(1_000);
    Instant from = latest(plan.start(), range.from());
    Instant end = earliest(last, range.to());
    while (from.isBefore(end)) {
      Instant to = earliest(nextCut(from, batchEvery), end);
      addBatch(requests, from, to, moments);
      from = to;
    }
    if (plan.reported() && range.contains(plan.end())) {
      requests.add(
          request(
              Route.CALL_REPORT,
              plan.end(),
              () -> ReportBody.write(plan, media(), clock, id("report", plan.end()))));
    }
    requests.sort(Comparator.comparing(SimulatedRequest::due));
    return requests;
  }

  private void addBatch(
      List<SimulatedRequest> requests, Instant from, Instant to, List<CallMoment> moments) {
    Episode seconds =
        new Episode(
            clock.samplesBefore(from, plan.seconds()), clock.samplesBefore(to, plan.seconds()));
    List<CallMoment> events =
        plan.agent().dialect().speaksOurExtensions()
            ? moments.stream()
                .filter(moment -> !moment.at().isBefore(from) && moment.at().isBefore(to))
                .toList()
            : List.of();
    if (seconds.fromSecond() == seconds.toSecond() && events.isEmpty()) {
      return;
    }
    UUID batchId = id("metrics", from, to);
    requests.add(
        request(
            Route.SOFTPHONE_METRICS,
            to,
            () -> MetricsBody.write(plan, media(), clock, seconds, events, batchId)));
  }

  private Instant nextCut(Instant after, Duration batchEvery) {
    long batches = Duration.between(plan.start(), after).dividedBy(batchEvery);
    return plan.start().plus(batchEvery.multipliedBy(batches + 1));
  }

  private SimulatedRequest request(Route route, Instant due, Supplier<byte[]> content) {
    return new SimulatedRequest(
        route,
        due,
        agent(),
        plan.contactId() + agent(),
        plan.agent().workplace().publicIp(),
        content);
  }

  private UUID id(Object... parts) {
    return Dice.of(plan.mediaSeed(), parts).uuid();
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
