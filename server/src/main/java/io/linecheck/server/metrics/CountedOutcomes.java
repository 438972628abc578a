package io.linecheck.server.metrics;

import io.linecheck.ingest.Outcome;
import io.linecheck.ingest.Outcomes;
import io.linecheck.ingest.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Outcomes as counters. Names that come from outside are shortened, and kept in bounded number. */
final class CountedOutcomes implements Outcomes {
  private static final int MOST_FIELD_NAMES = 100;
  private static final int LONGEST_FIELD_NAME = 64;
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Map<Route, Map<Outcome, Counter>> items = new EnumMap<>(Route.class);
  private final Map<Route, Set<String>> fieldNames = new EnumMap<>(Route.class);

  CountedOutcomes(MeterRegistry registry) {
    this.registry = registry;
    for (Route route : Route.values()) {
      Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        counters.put(
            outcome,
            counter(
                ServerMetric.INGEST_ITEMS, route.path(), outcome.name().toLowerCase(Locale.ROOT)));
      }
      items.put(route, counters);
      fieldNames.put(route, ConcurrentHashMap.newKeySet());
    }
  }

  @Override
  public void count(Route route, Outcome outcome, int count) {
    Map<Outcome, Counter> counters = items.getOrDefault(route, Map.of());
    Counter counter = counters.get(outcome);
    if (counter != null) {
      counter.increment(count);
    }
  }

  @Override
  public void mended(String falsehood) {
    counter(ServerMetric.INGEST_MENDED, falsehood).increment();
  }

  @Override
  public void unknownField(Route route, String name) {
    counter(ServerMetric.INGEST_UNKNOWN_FIELDS, route.path(), bounded(route, name)).increment();
  }

  /** Counted as mended; whose clock it is, is no label. */
  @Override
  public void clockSkew(@Nullable String contactId, long millis) {}

  private String bounded(Route route, String name) {
    String shown = name.length() <= LONGEST_FIELD_NAME ? name : OTHER;
    Set<String> known = fieldNames.getOrDefault(route, Set.of());
    if (known.contains(shown)) {
      return shown;
    }
    synchronized (known) {
      return known.size() < MOST_FIELD_NAMES && known.add(shown) ? shown : OTHER;
    }
  }

  private Counter counter(ServerMetric metric, String... values) {
    Counter.Builder builder = Counter.builder(metric.meterName()).description(metric.description());
    for (int i = 0; i < values.length; i++) {
      builder.tag(metric.labels().get(i), values[i]);
    }
    return builder.register(registry);
  }
}
