package io.linecheck.bench.micro;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes everything, keeps the last batch only, and knows no call. */
final class NoStore implements TelemetryWriter, TelemetryReader {
  private volatile @Nullable TelemetryBatch last;

  TelemetryBatch last() {
    TelemetryBatch batch = last;
    if (batch == null) {
      throw new IllegalStateException("nothing was written");
    }
    return batch;
  }

  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    last = batch;
    return new WriteReceipt(batch.samples().size(), 0, List.of(), false);
  }

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    return Map.of();
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    return new AggregateAnswer(List.of(), List.of(), "nothing", null);
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    return new SearchAnswer(List.of(), null, 0);
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    return List.of();
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    return Optional.empty();
  }
}
