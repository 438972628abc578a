package io.linecheck.ingest;

/** How an item ends: every sample, report, API metric and event in exactly one of these. */
public enum Outcome {
  /** Durable. */
  ACCEPTED,
  /** Had been stored before. */
  DUPLICATE,
  /** Refused for what it says; the answer names it. */
  INVALID,
  /** Refused for how much its sender sends. */
  RATE_LIMITED,
  /** Refused for who its sender is. */
  UNAUTHORIZED,
  /** Not taken because the store could not; the sender keeps it. */
  UNAVAILABLE
}
