package io.linecheck.score;

import io.linecheck.model.Quality;
import io.linecheck.model.StreamType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a call from its windows. Immutable; safe for many threads.
 *
 * <p>A call is as good as its worse direction. It is poor if a tenth of its judged seconds are
 * poor, or thirty in a row, or its mean R is; bad if its mean R is below the threshold of bad
 * windows; fair if its mean R is, or a tenth of its seconds are at most fair. So a hole of half a
 * minute in a long call is not averaged away.
 */
public final class CallScorer {
  private static final long WINDOW_MILLIS = 10_000;
  private static final int WINDOWS_IN_30_SECONDS = 3;

  private final ScoringConfig config;

  public CallScorer(ScoringConfig config) {
    this.config = config;
  }

  /** Scores a call from the windows of both directions, in time order. */
  public CallQuality score(List<ScoredWindow> windows) {
    Direction in = new Direction(StreamType.AUDIO_INPUT, windows);
    Direction out = new Direction(StreamType.AUDIO_OUTPUT, windows);
    if (in.judged.isEmpty() && out.judged.isEmpty()) {
      return new CallQuality(
          Quality.UNCLASSIFIED, null, null, in.meanMos(), out.meanMos(), null, null, null);
    }
    Direction worse = worse(in, out);
    return new CallQuality(
        worse.quality(),
        worse.meanR(),
        worse.meanMos(),
        in.meanMos(),
        out.meanMos(),
        tenthPercentileMos(windows),
        least(in.worst30sMos(), out.worst30sMos()),
        worse.poorSecondsPercent());
  }

  private static Direction worse(Direction in, Direction out) {
    if (in.judged.isEmpty()) {
      return out;
    }
    if (out.judged.isEmpty()) {
      return in;
    }
    int byClass = in.quality().compareTo(out.quality());
    if (byClass != 0) {
      return byClass > 0 ? in : out;
    }
    int byPoorSeconds = Double.compare(in.poorSecondsPercent(), out.poorSecondsPercent());
    if (byPoorSeconds != 0) {
      return byPoorSeconds > 0 ? in : out;
    }
    Double inR = in.meanR();
    Double outR = out.meanR();
    return outR == null || (inR != null && inR <= outR) ? in : out;
  }

  /** Nearest-rank percentile over seconds: a window counts as many times as it has samples. */
  private static @Nullable Double tenthPercentileMos(List<ScoredWindow> windows) {
    List<ScoredWindow> scored = new ArrayList<>();
    double seconds = 0;
    for (ScoredWindow window : windows) {
      if (window.quality() != Quality.UNCLASSIFIED && window.mosCqe() != null) {
        scored.add(window);
        seconds += window.sampleCount();
      }
    }
    scored.sort(Comparator.comparing(ScoredWindow::mosCqe, Comparator.nullsLast(Double::compare)));
    double passed = 0;
    for (ScoredWindow window : scored) {
      passed += window.sampleCount();
      if (passed >= 0.1 * seconds) {
        return window.mosCqe();
      }
    }
    return null;
  }

  private static @Nullable Double least(@Nullable Double a, @Nullable Double b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.min(a, b);
  }

  /** The judged windows of one direction. */
  private final class Direction {
    private final List<ScoredWindow> judged = new ArrayList<>();

    Direction(StreamType stream, List<ScoredWindow> windows) {
      for (ScoredWindow window : windows) {
        if (window.stream() == stream && window.quality() != Quality.UNCLASSIFIED) {
          judged.add(window);
        }
      }
    }

    Quality quality() {
      Double meanR = meanR();
      if (meanR != null && meanR < config.bad().rFactorBelow()) {
        return Quality.BAD;
      }
      if ((meanR != null && meanR < config.poor().rFactorBelow())
          || poorSecondsPercent() >= config.poorCallSecondsPercent()
          || longestPoorSeconds() >= config.poorCallContiguousSeconds()) {
        return Quality.POOR;
      }
      if ((meanR != null && meanR < config.fair().rFactorBelow())
          || secondsPercent(Quality.FAIR) >= config.poorCallSecondsPercent()) {
        return Quality.FAIR;
      }
      return Quality.GOOD;
    }

    @Nullable Double meanR() {
      double sum = 0;
      double seconds = 0;
      for (ScoredWindow window : judged) {
        Double r = window.rFactor();
        if (r != null) {
          sum += r * window.sampleCount();
          seconds += window.sampleCount();
        }
      }
      return seconds == 0 ? null : sum / seconds;
    }

    @Nullable Double meanMos() {
      double sum = 0;
      double seconds = 0;
      for (ScoredWindow window : judged) {
        Double mos = window.mosCqe();
        if (mos != null) {
          sum += mos * window.sampleCount();
          seconds += window.sampleCount();
        }
      }
      return seconds == 0 ? null : sum / seconds;
    }

    /** By R where it is known, by class where it is not. */
    private boolean poor(ScoredWindow window) {
      Double r = window.rFactor();
      return r != null
          ? r < config.poor().rFactorBelow()
          : window.quality().compareTo(Quality.POOR) >= 0;
    }

    double poorSecondsPercent() {
      double poor = 0;
      double seconds = 0;
      for (ScoredWindow window : judged) {
        seconds += window.sampleCount();
        poor += poor(window) ? window.sampleCount() : 0;
      }
      return seconds == 0 ? 0 : 100 * poor / seconds;
    }

    private double secondsPercent(Quality atMost) {
      double matching = 0;
      double seconds = 0;
      for (ScoredWindow window : judged) {
        seconds += window.sampleCount();
        matching += window.quality().compareTo(atMost) >= 0 ? window.sampleCount() : 0;
      }
      return seconds == 0 ? 0 : 100 * matching / seconds;
    }

    private double longestPoorSeconds() {
      double longest = 0;
      double run = 0;
      long next = Long.MIN_VALUE;
      for (ScoredWindow window : judged) {
        if (!poor(window)) {
          run = 0;
          continue;
        }
        run = (window.startMillis() == next ? run : 0) + window.sampleCount();
        next = window.startMillis() + WINDOW_MILLIS;
        longest = Math.max(longest, run);
      }
      return longest;
    }

    @Nullable Double worst30sMos() {
      Double worst = null;
      for (int i = 0; i + WINDOWS_IN_30_SECONDS <= judged.size(); i++) {
        worst = least(worst, meanMosOf30s(i));
      }
      return worst;
    }

    private @Nullable Double meanMosOf30s(int first) {
      double sum = 0;
      double seconds = 0;
      for (int k = 0; k < WINDOWS_IN_30_SECONDS; k++) {
        ScoredWindow window = judged.get(first + k);
        Double mos = window.mosCqe();
        if (mos == null
            || window.startMillis() != judged.get(first).startMillis() + k * WINDOW_MILLIS) {
          return null;
        }
        sum += mos * window.sampleCount();
        seconds += window.sampleCount();
      }
      return sum / seconds;
    }
  }
}
