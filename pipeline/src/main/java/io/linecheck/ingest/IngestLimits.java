package io.linecheck.ingest;

import java.time.Duration;

/**
 * What one request may hold and how far its times may lie from now.
 *
 * @param maxItems samples, reports, API metrics and events of one request; beyond: 413
 * @param maxDepth nesting of JSON; beyond: 400
 * @param maxTokens JSON tokens of one request; beyond: 400. A report of the longest call that
 *     Connect keeps per second (10,800 s) has about 110,000
 * @param maxRejections rejected items named in an answer; the rest is only counted
 * @param maxFuture how far ahead of the server's clock a time may be
 * @param maxAge how long ago a time may be: the longest retention
 * @param maxCalls calls whose last counters are kept in memory
 * @param retryAfter what a sender is told when the store takes nothing
 */
public record IngestLimits(
    int maxItems,
    int maxDepth,
    long maxTokens,
    int maxRejections,
    Duration maxFuture,
    Duration maxAge,
    int maxCalls,
    Duration retryAfter) {
  public static final IngestLimits DEFAULT =
      new IngestLimits(
          10_000,
          32,
          500_000,
          100,
          Duration.ofMinutes(10),
          Duration.ofDays(400),
          20_000,
          Duration.ofSeconds(5));

  public IngestLimits withMaxAge(Duration age) {
    return new IngestLimits(
        maxItems, maxDepth, maxTokens, maxRejections, maxFuture, age, maxCalls, retryAfter);
  }
}
