package io.linecheck.derive;

import io.linecheck.model.StreamType;
import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoredWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a call add up to. Parts may come in any order, windows in time order.
 *
 * @param <L> what tells the sets of attributes apart that parts came with
 */
public final class CallSummary<L> {
  private static final long DAY_MILLIS = 86_400_000;

  private final List<CallPhases.Event> events = new ArrayList<>();
  private final List<ScoredWindow> windows = new ArrayList<>();
  private final Map<StreamType, Loss> losses = new EnumMap<>(StreamType.class);
  private final Map<L, Long> lastSeenByLeg = new HashMap<>();
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
  public record Report(
      long moment,
      @Nullable Long callStart,
      @Nullable Double talkingTimeMillis,
      @Nullable String setupFailure) {}

  /** Numbers of a window that the call adds up. */
  public record WindowNumbers(
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

  public void event(L leg, long moment, String kind) {
    events.add(new CallPhases.Event(moment, kind));
    seen(leg, moment, moment);
  }

  public void report(L leg, Report one) {
    seen(leg, one.moment(), one.moment());
    Long start = one.callStart();
    if (start != null && start < one.moment() && one.moment() - start < DAY_MILLIS) {
      first = Math.min(first, start);
    }
    if (report == null || report.moment() <= one.moment()) {
      report = one;
    }
  }

  public void window(
      L leg, long firstSample, long lastSample, ScoredWindow window, WindowNumbers n) {
    seen(leg, firstSample, lastSample);
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

  public boolean known() {
    return last != Long.MIN_VALUE;
  }

  public CallPhases phases() {
    return new CallPhases(events);
  }

  /** What it all comes to; only of a call that is {@link #known()}. */
  public CallFigures figures(CallScorer scorer) {
    CallPhases phases = phases();
    // Without any event, no mute does not mean not muted.
    boolean told = !events.isEmpty();
    return new CallFigures(
        first,
        last,
        report != null || phases.ended(),
        scorer.score(windows),
        lossPercent(StreamType.AUDIO_INPUT),
        lossPercent(StreamType.AUDIO_OUTPUT),
        jitter.mean(),
        roundTrip.mean(),
        maxRoundTrip,
        windows.isEmpty() ? null : Double.valueOf(sampleCount),
        told ? phases.mutedSeconds(first, last) : null,
        told ? phases.onHoldSeconds(first, last) : null,
        report != null,
        report == null ? null : report.setupFailure() != null,
        report == null ? null : report.setupFailure(),
        report == null ? null : report.talkingTimeMillis());
  }

  /** When anything that came with these attributes was last heard of. */
  public long lastSeen(L leg) {
    return lastSeenByLeg.getOrDefault(leg, Long.MIN_VALUE);
  }

  private @Nullable Double lossPercent(StreamType stream) {
    Loss loss = losses.get(stream);
    return loss == null || loss.expected == 0
        ? null
        : Double.valueOf(100 * loss.lost / loss.expected);
  }

  private void seen(L leg, long from, long to) {
    first = Math.min(first, from);
    last = Math.max(last, to);
    lastSeenByLeg.merge(leg, to, Math::max);
  }
}
