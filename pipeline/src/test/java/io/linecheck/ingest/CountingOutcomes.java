package io.linecheck.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts in memory. */
final class CountingOutcomes implements Outcomes {
  final Map<Outcome, Integer> items = new EnumMap<>(Outcome.class);
  final Map<String, Integer> mended = new TreeMap<>();
  final Map<String, Integer> unknown = new TreeMap<>();

  @Override
  public synchronized void count(Route route, Outcome outcome, int count) {
    items.merge(outcome, count, Integer::sum);
  }

  @Override
  public synchronized void mended(String falsehood) {
    mended.merge(falsehood, 1, Integer::sum);
  }

  @Override
  public synchronized void unknownField(Route route, String name) {
    unknown.merge(name, 1, Integer::sum);
  }

  @Override
  public void clockSkew(@Nullable String contactId, long millis) {}

  synchronized int of(Outcome outcome) {
    return items.getOrDefault(outcome, 0);
  }

  synchronized int mended(Falsehood falsehood) {
    return mended.getOrDefault(falsehood.label(), 0);
  }

  synchronized int total() {
    return items.values().stream().mapToInt(Integer::intValue).sum();
  }
}
