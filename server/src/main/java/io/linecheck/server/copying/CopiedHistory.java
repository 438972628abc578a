package io.linecheck.server.copying;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.WriteReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies what is left of calls whose samples are gone: documents, as the store shows them. */
final class CopiedHistory {
  /** The call's own row last, so that a call that is listed is whole. */
  private static final List<Dataset> DATASETS =
      List.of(Dataset.WINDOWS, Dataset.REPORTS, Dataset.EVENTS, Dataset.CALLS);

  /** Each page also counts what matches, which over a year would be much. */
  private static final Duration SLICE = Duration.ofHours(6);

  private static final int PAGE = 2_000;

  private final TelemetryStore from;
  private final TelemetryStore to;
  private final CopyMarks marks;

  CopiedHistory(TelemetryStore from, TelemetryStore to, CopyMarks marks) {
    this.from = from;
    this.to = to;
    this.marks = marks;
  }

  /** What has come to lie before the first sample since the last copy. */
  void copy(Consumer<WriteReceipt> taken) {
    Instant begin = from.batches().begin();
    Instant done = marks.historyUntil();
    if (!begin.isAfter(done)) {
      return;
    }
    to.history().samplesBegin(begin);
    for (Dataset dataset : DATASETS) {
      copy(dataset, new TimeRange(done, begin), taken);
    }
    marks.historyUntil(begin);
  }

  private void copy(Dataset dataset, TimeRange range, Consumer<WriteReceipt> taken) {
    @Nullable Instant slice = first(dataset, range);
    while (slice != null) {
      Instant end = slice.plus(SLICE);
      TimeRange some = new TimeRange(slice, end.isBefore(range.to()) ? end : range.to());
      @Nullable String cursor = null;
      do {
        SearchAnswer page = page(dataset, some, PAGE, cursor);
        taken.accept(to.history().add(dataset, page.documents()));
        cursor = page.cursor();
      } while (cursor != null);
      slice = end.isBefore(range.to()) ? first(dataset, new TimeRange(end, range.to())) : null;
    }
  }

  private @Nullable Instant first(Dataset dataset, TimeRange range) {
    List<Map<String, Object>> documents = page(dataset, range, 1, null).documents();
    return documents.isEmpty()
            || !(documents.getFirst().get(Fields.TIMESTAMP) instanceof Long millis)
        ? null
        : Instant.ofEpochMilli(millis);
  }

  private SearchAnswer page(Dataset dataset, TimeRange range, int limit, @Nullable String cursor) {
    return from.search(
        new SearchQuestion(
            dataset, range, Filter.EVERYTHING, Fields.TIMESTAMP, false, limit, cursor));
  }
}
