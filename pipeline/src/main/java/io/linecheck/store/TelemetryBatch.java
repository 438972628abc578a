package io.linecheck.store;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought, decoded, mended and enriched: written as a whole or not at all.
 *
 * @param batchId made once by the sender and kept over retries; absent from older senders
 * @param receivedAt differs between batches of one call
 * @param contactId absent where only API metrics are sent
 * @param rejected items that were refused, kept so that a repeated batch is answered as before
 */
public record TelemetryBatch(
    @Nullable UUID batchId,
    Instant receivedAt,
    String agent,
    @Nullable String contactId,
    CallContext context,
    SampleBlock samples,
    List<CallReport> reports,
    List<ApiMetric> apiMetrics,
    List<CallEvent> events,
    List<Rejection> rejected) {
  /** How many items there are of all kinds. */
  public int items() {
    return samples.size() + reports.size() + events.size() + apiMetrics.size();
  }

  /** The moments of all items, as epoch milliseconds. */
  public LongStream moments() {
    LongStream sampled =
        LongStream.range(0, samples.size()).map(row -> samples.timestampMillis((int) row));
    LongStream others =
        Stream.of(
                reports.stream().map(CallReport::timestamp),
                events.stream().map(CallEvent::timestamp),
                apiMetrics.stream().map(ApiMetric::timestamp))
            .flatMap(moments -> moments)
            .mapToLong(Instant::toEpochMilli);
    return LongStream.concat(sampled, others);
  }

  /**
   * Only API metrics can do without a contact.
   *
   * @throws IllegalArgumentException if there is more, and no contact
   */
  public void requireContact() {
    if (contactId == null && (samples.size() > 0 || !reports.isEmpty() || !events.isEmpty())) {
      throw new IllegalArgumentException(
          "contactId is absent, expected one with samples, reports or events");
    }
  }
}
