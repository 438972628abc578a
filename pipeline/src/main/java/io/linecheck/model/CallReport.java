package io.linecheck.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call as Connect's softphone reports it.
 *
 * @param timestamp the report's {@code callEndTime}, else the moment it arrived
 * @param values the report's scalars under Connect's names ({@code gumTimeMillis}, {@code
 *     iceCollectionFailure}, …): numbers as {@link Double}, flags as {@link Boolean}, the rest as
 *     {@link String}
 * @param reportJson the whole report, cleaned and in today's spelling, as JSON
 */
public record CallReport(
    Instant timestamp, Map<String, Object> values, @Nullable String reportJson) {
  public CallReport {
    values = Map.copyOf(values);
  }
}
