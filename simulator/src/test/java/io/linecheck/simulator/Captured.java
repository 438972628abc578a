package io.linecheck.simulator;

import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestAnswer;
import io.linecheck.ingest.IngestLimits;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.ingest.Outcome;
import io.linecheck.ingest.Outcomes;
import io.linecheck.ingest.Route;
import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryReader;
import io.linecheck.store.TelemetryWriter;
import io.linecheck.store.WriteReceipt;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the real ingest makes of generated requests, with every batch it would have stored. */
final class Captured implements TelemetryWriter, TelemetryReader, Outcomes {
  final List<TelemetryBatch> batches = new ArrayList<>();
  final Map<Outcome, Integer> items = new EnumMap<>(Outcome.class);
  final TreeSet<String> mended = new TreeSet<>();
  final TreeSet<String> unknownFields = new TreeSet<>();
  final List<String> problems = new ArrayList<>();

  static Captured of(Iterator<SimulatedRequest> requests, Instant now) {
    Captured captured = new Captured();
    Ingest ingest =
        new Ingest(
            captured, captured, IngestLimits.DEFAULT, captured, Clock.fixed(now, ZoneOffset.UTC));
    while (requests.hasNext()) {
      SimulatedRequest request = requests.next();
      IngestAnswer answer =
          ingest.accept(
              new IngestRequest(
                  request.route(), request.body(), request.clientIp(), null, null, now));
      if (answer.status() != 200 || !answer.rejected().isEmpty()) {
        captured.problems.add(request.route() + " " + answer);
      }
    }
    return captured;
  }

  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    batches.add(batch);
    int count =
        batch.samples().size()
            + batch.reports().size()
            + batch.apiMetrics().size()
            + batch.events().size();
    return new WriteReceipt(count, 0, batch.rejected(), false);
  }

  @Override
  public void count(Route route, Outcome outcome, int count) {
    items.merge(outcome, count, Integer::sum);
  }

  @Override
  public void mended(String falsehood) {
    mended.add(falsehood);
  }

  @Override
  public void unknownField(Route route, String name) {
    unknownFields.add(route + " " + name);
  }

  @Override
  public void clockSkew(@Nullable String contactId, long millis) {}

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    return Map.of();
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    throw new UnsupportedOperationException("nothing is asked here");
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    throw new UnsupportedOperationException("nothing is asked here");
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    throw new UnsupportedOperationException("nothing is asked here");
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    throw new UnsupportedOperationException("nothing is asked here");
  }
}
