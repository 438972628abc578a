package io.linecheck.server.http;

import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets nobody hold all the places in which the store answers questions: whoever asks many slow ones
 * waits for their own, and the others are answered meanwhile. Safe for many threads.
 */
final class QuestionTurns {
  /** As long as the store lets a question wait for a place. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int placesEach;
  private final Duration patience;

  /** One for each account and token that has asked, of which there are few. */
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

  /**
   * @param places how many questions the store answers at once; with a single one nothing can be
   *     kept free
   */
  QuestionTurns(int places, Duration patience) {
    this.placesEach = Math.max(1, places - 1);
    this.patience = patience;
  }

  /** The same reader, for one asker. */
  TelemetryReader of(String asker, TelemetryReader reader) {
    return new TelemetryReader() {
      @Override
      public AggregateAnswer aggregate(AggregateQuestion question) {
        return take(asker, () -> reader.aggregate(question));
      }

      @Override
      public SearchAnswer search(SearchQuestion question) {
        return take(asker, () -> reader.search(question));
      }

      @Override
      public List<FacetValue> facets(FacetQuestion question) {
        return take(asker, () -> reader.facets(question));
      }

      @Override
      public Optional<CallDetail> call(String contactId) {
        return take(asker, () -> reader.call(contactId));
      }

      @Override
      public Map<StreamType, StreamTail> tails(CallKey call) {
        return reader.tails(call);
      }
    };
  }

  <T> T take(String asker, Supplier<T> question) {
    Semaphore own = places.computeIfAbsent(asker, _ -> new Semaphore(placesEach, true));
    try {
      if (!own.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            StoreException.Cause.OVERLOADED,
            placesEach + " other questions of yours are being answered: try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Cause.UNAVAILABLE, "interrupted while waiting", e);
    }
    try {
      return question.get();
    } finally {
      own.release();
    }
  }
}
