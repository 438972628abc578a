package io.linecheck.server.api;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.TelemetryReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a dataset in the order of time, a page at a time. Goes through the range by the
 * hour: each page also counts what matches, which over a month would be much.
 */
public final class DocumentExport {
  private static final Duration SLICE = Duration.ofHours(1);
  private static final int PAGE = 5_000;

  /** How a file is written. */
  public enum Format {
    /** RFC 4180, a column for each field of the dataset; absent is empty. */
    CSV("text/csv;charset=utf-8"),
    /** One JSON object a line, as the API gives it; absent is left out. */
    NDJSON("application/x-ndjson"),
    /** Typed columns. */
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is to be exported. */
  public record Request(Dataset dataset, TimeRange range, Format format) {}

  private final TelemetryReader reader;
  private final Dataset dataset;

  /**
   * Prepares an export.
   *
   * @param reader what may be seen
   */
  public DocumentExport(TelemetryReader reader, Dataset dataset) {
    this.reader = reader;
    this.dataset = dataset;
  }

  public void csv(TimeRange range, OutputStream out) throws IOException {
    DocumentCsv csv = new DocumentCsv(Fields.of(dataset), out);
    csv.head();
    each(range, csv::row);
  }

  public void ndjson(TimeRange range, OutputStream out) throws IOException {
    each(
        range,
        document -> {
          Json.write(out, document);
          out.write('\n');
        });
  }

  private interface Sink {
    void take(Map<String, Object> document) throws IOException;
  }

  private void each(TimeRange range, Sink sink) throws IOException {
    @Nullable Instant first = edge(range, false);
    @Nullable Instant last = edge(range, true);
    if (first == null || last == null) {
      return;
    }
    Instant end = last.plusMillis(1);
    for (Instant from = first; from.isBefore(end); from = from.plus(SLICE)) {
      Instant to = from.plus(SLICE);
      slice(new TimeRange(from, to.isBefore(end) ? to : end), sink);
    }
  }

  private void slice(TimeRange range, Sink sink) throws IOException {
    @Nullable String cursor = null;
    do {
      SearchAnswer page = page(range, false, PAGE, cursor);
      for (Map<String, Object> document : page.documents()) {
        sink.take(document);
      }
      cursor = page.cursor();
    } while (cursor != null);
  }

  /** When the first or the last of the documents is; null if there are none. */
  private @Nullable Instant edge(TimeRange range, boolean last) {
    List<Map<String, Object>> documents = page(range, last, 1, null).documents();
    return documents.isEmpty()
            || !(documents.getFirst().get(Fields.TIMESTAMP) instanceof Long millis)
        ? null
        : Instant.ofEpochMilli(millis);
  }

  private SearchAnswer page(
      TimeRange range, boolean descending, int limit, @Nullable String cursor) {
    return reader.search(
        new SearchQuestion(
            dataset, range, Filter.EVERYTHING, Fields.TIMESTAMP, descending, limit, cursor));
  }
}
