package io.linecheck.server.checkup;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How large the store was, hour by hour, over restarts: what a forecast is made from. Safe for many
 * threads.
 */
final class DiskHistory {
  private static final Logger log = LoggerFactory.getLogger(DiskHistory.class);
  private static final String COLLECTION = "operations";
  private static final String ID = "disk-history";
  private static final Duration EVERY = Duration.ofHours(1);

  /** Long enough for a weekend, short enough to follow a centre that grows. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** The store's file grows in steps: a shorter time tells nothing. */
  private static final Duration LEAST = Duration.ofHours(3);

  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** The size at a moment. */
  record Point(long atMillis, long bytes) {}

  /** What is stored. */
  private record Points(List<Point> points) {}

  private final DocumentStore documents;

  DiskHistory(DocumentStore documents) {
    this.documents = documents;
  }

  /** Notes the size, if the last note is old enough. */
  synchronized void note(Instant now, long bytes) {
    try {
      StoredDocument stored = documents.find(COLLECTION, ID).orElse(null);
      List<Point> points = new ArrayList<>(points(stored));
      if (points.isEmpty()
          || points.getLast().atMillis() + EVERY.toMillis() <= now.toEpochMilli()) {
        points.removeIf(point -> point.atMillis() < now.minus(KEPT).toEpochMilli());
        points.add(new Point(now.toEpochMilli(), bytes));
        documents.put(
            COLLECTION,
            ID,
            JsonMapper.shared().writeValueAsString(new Points(points)),
            stored == null ? 0 : stored.version());
      }
    } catch (StoreException e) {
      // On a full disk the forecast is the least of the worries.
      log.debug("the size of the store could not be noted", e);
    }
  }

  /** Since when sizes are known; absent if none is. */
  synchronized @Nullable Instant since() {
    List<Point> points = points(documents.find(COLLECTION, ID).orElse(null));
    return points.isEmpty() ? null : Instant.ofEpochMilli(points.getFirst().atMillis());
  }

  /** By the line of least squares through what is noted; absent if that is too little. */
  synchronized OptionalDouble bytesPerDay() {
    return slope(points(documents.find(COLLECTION, ID).orElse(null)));
  }

  static OptionalDouble slope(List<Point> points) {
    if (points.size() < 2
        || points.getLast().atMillis() - points.getFirst().atMillis() < LEAST.toMillis()) {
      return OptionalDouble.empty();
    }
    long first = points.getFirst().atMillis();
    double meanDay = points.stream().mapToDouble(p -> days(p, first)).average().orElse(0);
    double meanBytes = points.stream().mapToDouble(Point::bytes).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (Point point : points) {
      double day = days(point, first) - meanDay;
      covariance += day * (point.bytes() - meanBytes);
      variance += day * day;
    }
    return OptionalDouble.of(covariance / variance);
  }

  private static double days(Point point, long first) {
    return (point.atMillis() - first) / DAY_MILLIS;
  }

  private static List<Point> points(@Nullable StoredDocument stored) {
    if (stored == null) {
      return List.of();
    }
    try {
      return JsonMapper.shared().readValue(stored.json(), Points.class).points();
    } catch (JacksonException e) {
      log.warn(
          "the history of the store's size cannot be read and begins anew: {}", e.getMessage());
      return List.of();
    }
  }
}
