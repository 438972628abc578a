package io.linecheck.store.opensearch;

import io.linecheck.query.Filter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of moments. Dates are whole milliseconds to OpenSearch, numbers of filters need not be.
 */
final class TimeBounds {
  /** The year 10000, which nothing stored reaches; far beyond it dates cannot be parsed. */
  private static final double FAR_MILLIS = 253_402_300_800_000.0;

  private TimeBounds() {}

  /** Both inclusive. */
  static Map<String, Object> between(long fromMillis, long lastMillis) {
    return Map.of("gte", fromMillis, "lte", lastMillis, "format", "epoch_millis");
  }

  /** Empty if no moment lies between them. */
  static Optional<Map<String, Object>> of(Filter.Between between) {
    double from = 0;
    double last = FAR_MILLIS;
    from = Math.max(from, Math.ceil(given(between.gte(), from)));
    from = Math.max(from, Math.floor(given(between.gt(), from - 1)) + 1);
    last = Math.min(last, Math.floor(given(between.lte(), last)));
    last = Math.min(last, Math.ceil(given(between.lt(), last + 1)) - 1);
    return from > last ? Optional.empty() : Optional.of(between((long) from, (long) last));
  }

  private static double given(@Nullable Double bound, double otherwise) {
    return bound == null ? otherwise : bound;
  }
}
