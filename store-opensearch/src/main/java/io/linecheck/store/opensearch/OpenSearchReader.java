package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.QuestionCheck;
import io.linecheck.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Questions as search requests: a bounded number at a time, each within a bounded time. */
final class OpenSearchReader {
  private final Cluster cluster;
  private final Indices indices;
  private final OpenSearchConfig.Querying querying;
  private final Clock clock;
  private final Semaphore permits;

  /**
   * @param clock by which calls are active or not
   */
  OpenSearchReader(
      Cluster cluster, Indices indices, OpenSearchConfig.Querying querying, Clock clock) {
    this.cluster = cluster;
    this.indices = indices;
    this.querying = querying;
    this.clock = clock;
    this.permits = new Semaphore(querying.maxConcurrent(), true);
  }

  AggregateAnswer aggregate(AggregateQuestion question) {
    QuestionCheck.check(question);
    return answer(() ->
        new Aggregation(question, search(question.dataset(), question.range()), activeCalls())
            .answer());
  }

  SearchAnswer search(SearchQuestion question) {
    QuestionCheck.check(question);
    return answer(() ->
        new DocumentSearch(question, search(question.dataset(), question.range()), activeCalls())
            .answer());
  }

  List<FacetValue> facets(FacetQuestion question) {
    QuestionCheck.check(question);
    return answer(() ->
        new FacetCounts(question, search(question.dataset(), question.range()), activeCalls())
            .answer());
  }

  Optional<CallDetail> call(String contactId) {
    return answer(() ->
        new ContactSearch(search(indices.all(Dataset.CALLS)), indices, activeCalls())
            .find(contactId));
  }

  private QuestionSearch search(Dataset dataset, TimeRange range) {
    return search(indices.of(dataset, range));
  }

  private QuestionSearch search(String names) {
    return new QuestionSearch(cluster, names, querying.timeout());
  }

  private ActiveCalls activeCalls() {
    return new ActiveCalls(clock.millis());
  }

  private <T> T answer(Supplier<T> answering) {
    try {
      if (!permits.tryAcquire(querying.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            StoreException.Cause.OVERLOADED,
            querying.maxConcurrent() + " other questions are being answered: try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Cause.UNAVAILABLE, "interrupted while waiting", e);
    }
    try {
      return answering.get();
    } finally {
      permits.release();
    }
  }
}
