package io.linecheck.store.duckdb;

import io.linecheck.model.CallContext;
import io.linecheck.model.StreamType;
import io.linecheck.score.ScoredWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts of a call add up to. Parts may come in any order, windows in time order. */
final class CallSummary {
  private static final long DAY_MILLIS = 86_400_000;

  private final List<CallPhases.Event> events = new ArrayList<>();
  private final List<ScoredWindow> windows = new ArrayList<>();
  private final Map<StreamType, Loss> losses = new EnumMap<>(StreamType.class);
  private final Map<Integer, Long> lastSeenByLeg = new HashMap<>();
  private final WeightedMean jitter = new WeightedMean();
  private final WeightedMean roundTrip = new WeightedMean();
  private @Nullable Double maxRoundTrip;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private double sampleCount;
  private @Nullable Report report;

  /**
   * The end of the call as its latest report tells it.
   *
   * @param setupFailure the first stage that failed, in the report's word
   */
  record Report(
      long moment,
      @Nullable Long callStart,
      @Nullable Double talkingTimeMillis,
      @Nullable String setupFailure) {}

  /** Numbers of a window that the call adds up. */
  record WindowNumbers(
      @Nullable Double packetsLost,
      @Nullable Double packetsExpected,
      @Nullable Double jitterMillis,
      @Nullable Double roundTripMillis,
      @Nullable Double maxRoundTripMillis) {}

  private static final class Loss {
    private double lost;
    private double expected;
  }

  private static final class WeightedMean {
    private double sum;
    private double weight;

    void add(@Nullable Double value, double by) {
      if (value != null) {
        sum += value * by;
        weight += by;
      }
    }

    @Nullable Double mean() {
      return weight == 0 ? null : Double.valueOf(sum / weight);
    }
  }

  void event(int legId, long moment, String kind) {
    events.add(new CallPhases.Event(moment, kind));
    seen(legId, moment, moment);
  }

  void report(int legId, Report one) {
    seen(legId, one.moment(), one.moment());
    Long start = one.callStart();
    if (start != null && start < one.moment() && one.moment() - start < DAY_MILLIS) {
      first = Math.min(first, start);
    }
    if (report == null || report.moment() <= one.moment()) {
      report = one;
    }
  }

  void window(int legId, long firstSample, long lastSample, ScoredWindow window, WindowNumbers n) {
    seen(legId, firstSample, lastSample);
    windows.add(window);
    sampleCount += window.sampleCount();
    jitter.add(n.jitterMillis(), window.sampleCount());
    roundTrip.add(n.roundTripMillis(), window.sampleCount());
    Double highest = n.maxRoundTripMillis();
    if (highest != null) {
      maxRoundTrip = maxRoundTrip == null ? highest : Math.max(maxRoundTrip, highest);
    }
    Double lost = n.packetsLost();
    Double expected = n.packetsExpected();
    if (lost != null && expected != null) {
      Loss loss = losses.computeIfAbsent(window.stream(), _ -> new Loss());
      loss.lost += lost;
      loss.expected += expected;
    }
  }

  boolean known() {
    return last != Long.MIN_VALUE;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  CallPhases phases() {
    return new CallPhases(events);
  }

  /** Whether events were told at all, so that no mute means not muted. */
  boolean hasEvents() {
    return !events.isEmpty();
  }

  List<ScoredWindow> windows() {
    return windows;
  }

  @Nullable Report report() {
    return report;
  }

  @Nullable Double sampleCount() {
    return windows.isEmpty() ? null : Double.valueOf(sampleCount);
  }

  @Nullable Double lossPercent(StreamType stream) {
    Loss loss = losses.get(stream);
    return loss == null || loss.expected == 0
        ? null
        : Double.valueOf(100 * loss.lost / loss.expected);
  }

  @Nullable Double jitterMillis() {
    return jitter.mean();
  }

  @Nullable Double roundTripMillis() {
    return roundTrip.mean();
  }

  @Nullable Double maxRoundTripMillis() {
    return maxRoundTrip;
  }

  /** What is known of the call, by its legs in the order in which they were last heard of. */
  CallContext context(List<TouchedCalls.Leg> legs) {
    return CallContext.latest(
        legs.stream()
            .sorted(
                Comparator.comparingLong(this::lastSeen).thenComparingInt(TouchedCalls.Leg::legId))
            .map(TouchedCalls.Leg::context)
            .toList());
  }

  private long lastSeen(TouchedCalls.Leg leg) {
    return lastSeenByLeg.getOrDefault(leg.legId(), Long.MIN_VALUE);
  }

  private void seen(int legId, long from, long to) {
    first = Math.min(first, from);
    last = Math.max(last, to);
    lastSeenByLeg.merge(legId, to, Math::max);
  }
}
