package io.linecheck.store.opensearch;

import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Questions as search requests. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // Until questions are answered.
final class OpenSearchReader {
  private final Cluster cluster;
  private final Indices indices;
  private final OpenSearchConfig.Querying querying;
  private final Clock clock;

  /**
   * @param clock by which calls are active or not
   */
  OpenSearchReader(
      Cluster cluster, Indices indices, OpenSearchConfig.Querying querying, Clock clock) {
    this.cluster = cluster;
    this.indices = indices;
    this.querying = querying;
    this.clock = clock;
  }

  AggregateAnswer aggregate(AggregateQuestion question) {
    throw new UnsupportedOperationException();
  }

  SearchAnswer search(SearchQuestion question) {
    throw new UnsupportedOperationException();
  }

  List<FacetValue> facets(FacetQuestion question) {
    throw new UnsupportedOperationException();
  }

  Optional<CallDetail> call(String contactId) {
    throw new UnsupportedOperationException();
  }
}
