package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import java.util.List;
import java.util.Map;

/**
 * Whether a call is active, which no document can say since a call may end by mere silence: it was
 * not seen ending and was heard of within the last 45 s. Its fields {@code active} and {@code
 * activeCount} exist in questions and answers only.
 */
final class ActiveCalls {
  static final String ACTIVE = "active";
  static final String ACTIVE_COUNT = "activeCount";

  /** Member of a call's document: whether a report or an event said that it is over. */
  static final String ENDED = "ended";

  /** Without data for so long, a call that was not seen ending counts as over. */
  private static final long ACTIVE_MILLIS = 45_000;

  private static final String END = "endTimestamp";

  private final long silentSince;

  /**
   * @param now epoch milliseconds, by which calls are active or not
   */
  ActiveCalls(long now) {
    this.silentSince = now - ACTIVE_MILLIS;
  }

  static boolean has(Dataset dataset, String field) {
    return dataset == Dataset.CALLS && (field.equals(ACTIVE) || field.equals(ACTIVE_COUNT));
  }

  /** The query of calls that are active. */
  Map<String, Object> query() {
    return Map.of(
        "bool",
        Map.of(
            "must_not",
            List.of(Map.of("term", Map.of(ENDED, true))),
            "filter",
            List.of(
                Map.of(
                    "range", Map.of(END, Map.of("gt", silentSince, "format", "epoch_millis"))))));
  }

  boolean isActive(boolean ended, long endMillis) {
    return !ended && endMillis > silentSince;
  }

  /** What the field, one of the two, is for a call that is active or not. */
  static Object value(String field, boolean active) {
    return field.equals(ACTIVE) ? active : (Object) (active ? 1.0 : 0.0);
  }
}
