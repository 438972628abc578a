package io.linecheck.store;

import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import java.util.List;
import java.util.Optional;

/** Answers questions. Safe for many threads; sees every acknowledged batch. */
public interface TelemetryReader extends StreamTails {
  AggregateAnswer aggregate(AggregateQuestion question);

  SearchAnswer search(SearchQuestion question);

  List<FacetValue> facets(FacetQuestion question);

  /** Everything that belongs to a contact, for each agent who had it. */
  Optional<CallDetail> call(String contactId);
}
