package io.linecheck.ingest;

import io.linecheck.attributes.Assignment;
import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.StreamType;
import io.linecheck.store.StoreException;
import io.linecheck.store.StreamTails;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryWriter;
import io.linecheck.store.WriteReceipt;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request from bytes to durable: decode, mend, enrich, write, answer. Safe for many
 * threads; requests of one call are mended and written one after the other.
 *
 * <p>Bad input is answered, never thrown. Each item of a request is counted in one outcome; a
 * request of which nothing can be told apart counts as one invalid item.
 */
public final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final TelemetryWriter writer;
  private final StreamTails tails;
  private final IngestLimits limits;
  private final Outcomes outcomes;
  private final Clock clock;
  private final BodyDecoder decoder;
  private final CallHistories histories;
  private final Assignment assignment;

  /** Keeps what pages tell, and adds nothing to it. */
  public Ingest(
      TelemetryWriter writer,
      StreamTails tails,
      IngestLimits limits,
      Outcomes outcomes,
      Clock clock) {
    this(writer, tails, limits, outcomes, clock, Assignment.NONE);
  }

  public Ingest(
      TelemetryWriter writer,
      StreamTails tails,
      IngestLimits limits,
      Outcomes outcomes,
      Clock clock,
      Assignment assignment) {
    this.writer = writer;
    this.tails = tails;
    this.limits = limits;
    this.outcomes = outcomes;
    this.clock = clock;
    this.decoder = new BodyDecoder(limits, outcomes);
    this.histories = new CallHistories(limits.maxCalls());
    this.assignment = assignment;
  }

  public IngestAnswer accept(IngestRequest request) {
    DecodedBody body;
    try {
      body = decoder.decode(request.route(), request.body());
    } catch (BadRequest bad) {
      outcomes.count(request.route(), Outcome.INVALID, 1);
      return IngestAnswer.refused(bad.status(), bad.reason());
    }
    try {
      String contactId = body.contactId;
      return contactId == null
          ? store(request, body, null)
          : histories.with(
              new CallKey(contactId, body.agent()), history -> store(request, body, history));
    } catch (StoreException refused) {
      LOG.warn("store refused a batch ({}): {}", refused.kind(), refused.getMessage());
      return unavailable(request.route(), body, refused.kind());
    } catch (RuntimeException broken) {
      LOG.error("batch could not be stored", broken);
      return unavailable(request.route(), body, StoreException.Cause.BROKEN);
    }
  }

  private IngestAnswer unavailable(Route route, DecodedBody body, StoreException.Cause cause) {
    outcomes.count(route, Outcome.UNAVAILABLE, body.items());
    String error =
        cause == StoreException.Cause.OVERLOADED
            ? "the store is overloaded; nothing was taken, send it again later"
            : "the store is not available; nothing was taken, send it again later";
    int seconds = Math.toIntExact(limits.retryAfter().toSeconds());
    return new IngestAnswer(503, 0, 0, List.of(), 0, error, seconds);
  }

  private IngestAnswer store(
      IngestRequest request, DecodedBody body, @Nullable CallHistory history) {
    TimeBounds bounds = TimeBounds.around(clock.instant(), limits);
    long skew = history == null ? body.clockSkewMillis : history.skew(body.clockSkewMillis);
    SampleBlock samples = new SampleBlock(0);
    Map<StreamType, StreamState> after = Map.of();
    if (history != null && body.contactId != null && body.samples().size() > 0) {
      CallKey call = new CallKey(body.contactId, body.agent());
      history.load(() -> tails.tails(call));
      SampleMender.Mended mended =
          SampleMender.mend(body.samples(), history, skew, bounds, body.rejections(), outcomes);
      samples = mended.block();
      after = mended.after();
    }
    Instant receivedAt =
        history == null ? request.receivedAt() : history.receivedAt(request.receivedAt());
    TelemetryBatch batch = batch(request, body, receivedAt, samples, skew, bounds);
    int usable = body.items() - body.rejections().count();
    if (usable == 0) {
      return nothingUsable(request.route(), body);
    }
    WriteReceipt receipt = writer.write(batch);
    if (history != null) {
      history.remember(after, skew);
    }
    return answer(request.route(), body, usable, receipt);
  }

  private TelemetryBatch batch(
      IngestRequest request,
      DecodedBody body,
      Instant receivedAt,
      SampleBlock samples,
      long skew,
      TimeBounds bounds) {
    if (skew != 0) {
      outcomes.mended(Falsehood.CLOCK_SKEW.label());
      outcomes.clockSkew(body.contactId, skew);
    }
    List<CallReport> reports = reports(request, body, skew, bounds);
    List<ApiMetric> metrics = apiMetrics(request, body, skew, bounds);
    List<CallEvent> events = events(body, bounds);
    Instant first = first(samples, reports, events).orElse(request.receivedAt());
    return new TelemetryBatch(
        body.batchId,
        receivedAt,
        body.agent(),
        body.contactId,
        assignment.assign(ContextReader.of(body, request), body.agent(), first),
        samples,
        reports,
        metrics,
        events,
        body.rejections().first());
  }

  /** The first moment of what bears on a call. */
  private static Optional<Instant> first(
      SampleBlock samples, List<CallReport> reports, List<CallEvent> events) {
    long first = Long.MAX_VALUE;
    for (int row = 0; row < samples.size(); row++) {
      first = Math.min(first, samples.timestampMillis(row));
    }
    for (CallReport report : reports) {
      first = Math.min(first, report.timestamp().toEpochMilli());
    }
    for (CallEvent event : events) {
      first = Math.min(first, event.timestamp().toEpochMilli());
    }
    return first == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
  }

  private List<CallReport> reports(
      IngestRequest request, DecodedBody body, long skew, TimeBounds bounds) {
    List<CallReport> taken = new ArrayList<>(body.reports().size());
    for (ReportDecoder.Report report : body.reports()) {
      long told = ReportDecoder.endOf(report);
      Instant end = moment(told, skew, request.receivedAt());
      String wrong =
          told == Timestamps.UNREADABLE
              ? "expected ISO-8601 text or epoch milliseconds"
              : bounds.wrong(end.toEpochMilli());
      if (body.contactId == null) {
        body.rejections().add("report", "expected contactId beside it");
      } else if (wrong != null) {
        body.rejections().add("report.callEndTime", wrong);
      } else {
        taken.add(ReportDecoder.finish(report, end, skew, outcomes));
      }
    }
    return taken;
  }

  private List<ApiMetric> apiMetrics(
      IngestRequest request, DecodedBody body, long skew, TimeBounds bounds) {
    List<ApiMetric> taken = new ArrayList<>(body.apiMetrics().size());
    for (ApiMetricDecoder.Metric metric : body.apiMetrics()) {
      Instant moment = moment(metric.timestamp(), skew, request.receivedAt());
      String wrong = bounds.wrong(moment.toEpochMilli());
      if (wrong == null) {
        taken.add(metric.at(moment));
        if (metric.isLongPoll()) {
          outcomes.mended(Falsehood.LONG_POLL.label());
        }
      } else {
        body.rejections()
            .add(ApiMetricDecoder.LIST + '[' + metric.position() + "].timestamp", wrong);
      }
    }
    return taken;
  }

  /**
   * By the skew of this very batch: a page knows from Connect when a state began and tells it by
   * its own clock, so that only the skew it reckoned with leads back to the moment that every other
   * tab, and the page after a reload, tells of the same event.
   */
  private static List<CallEvent> events(DecodedBody body, TimeBounds bounds) {
    List<CallEvent> taken = new ArrayList<>(body.events().size());
    for (DecodedBody.Event event : body.events()) {
      String place = EventDecoder.LIST + '[' + event.position() + ']';
      Instant moment = Instant.ofEpochMilli(event.timestamp() + body.clockSkewMillis);
      String wrong = bounds.wrong(moment.toEpochMilli());
      if (body.contactId == null) {
        body.rejections().add(place, "expected contactId beside events");
      } else if (wrong == null) {
        taken.add(new CallEvent(event.kind(), moment, event.dataJson()));
      } else {
        body.rejections().add(place + ".timestamp", wrong);
      }
    }
    return taken;
  }

  /** The page's time by the server's clock; the time of arrival where the page told none. */
  private static Instant moment(long told, long skew, Instant receivedAt) {
    return Timestamps.isTime(told) ? Instant.ofEpochMilli(told + skew) : receivedAt;
  }

  private IngestAnswer nothingUsable(Route route, DecodedBody body) {
    int rejected = body.rejections().count();
    if (rejected == 0) {
      return new IngestAnswer(200, 0, 0, List.of(), 0, null, null);
    }
    outcomes.count(route, Outcome.INVALID, rejected);
    return new IngestAnswer(
        400, 0, 0, body.rejections().first(), rejected, "no item could be used", null);
  }

  private IngestAnswer answer(Route route, DecodedBody body, int usable, WriteReceipt receipt) {
    int accepted = receipt.repeated() ? 0 : Math.min(receipt.accepted(), usable);
    count(route, Outcome.ACCEPTED, accepted);
    count(route, Outcome.DUPLICATE, usable - accepted);
    count(route, Outcome.INVALID, body.rejections().count());
    return new IngestAnswer(
        200,
        receipt.accepted(),
        receipt.duplicates(),
        receipt.rejected(),
        Math.max(body.rejections().count(), receipt.rejected().size()),
        null,
        null);
  }

  private void count(Route route, Outcome outcome, int items) {
    if (items > 0) {
      outcomes.count(route, outcome, items);
    }
  }
}
