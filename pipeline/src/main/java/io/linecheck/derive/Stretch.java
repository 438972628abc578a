package io.linecheck.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a call is to be derived again, in whole windows. Grows as more bears on the call. */
public final class Stretch {
  public static final long WINDOW_MILLIS = 10_000;
  public static final long MINUTE_MILLIS = 60_000;

  private static final long NEAR_MILLIS = 60 * MINUTE_MILLIS;

  /** Beyond it, statements cost more than scanning what lies between. */
  private static final int MOST_REGIONS = 8;

  private long from;
  private long to;
  private long callFrom;
  private boolean wholeCall;

  /** Where the window of a moment begins. */
  public static long windowStart(long moment) {
    return down(moment, WINDOW_MILLIS);
  }

  public Stretch(long from, long to) {
    this.from = down(from, WINDOW_MILLIS);
    this.to = up(to, WINDOW_MILLIS);
    this.callFrom = from;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }

  public long minuteFrom() {
    return down(from, MINUTE_MILLIS);
  }

  public long minuteTo() {
    return up(to, MINUTE_MILLIS);
  }

  /** The start of the window before which nothing is known of the call. */
  public long callWindowFrom() {
    return down(callFrom, WINDOW_MILLIS);
  }

  /**
   * A batch brought something between these moments, or something that bears on all of the call.
   */
  public void add(long first, long end, boolean phasesChanged) {
    include(first, end);
    callFrom = Math.min(callFrom, first);
    wholeCall |= phasesChanged;
  }

  /** The call was known before, between these moments. */
  public void known(long first, long end) {
    callFrom = Math.min(callFrom, first);
    if (wholeCall) {
      include(first, end);
    }
  }

  public void includeWindow(@Nullable Long start) {
    if (start != null) {
      include(start, start + WINDOW_MILLIS);
    }
  }

  /** Leaves out windows that have lost samples to retention. */
  public void clip(long samplesFrom) {
    from = Math.max(from, up(samplesFrom, WINDOW_MILLIS));
    to = Math.max(to, from);
  }

  /**
   * The stretches put together where they are near each other, so that a scan for a late batch does
   * not read all that lies between it and now.
   */
  public static List<Stretch> regions(Collection<Stretch> stretches) {
    List<Stretch> sorted =
        stretches.stream().sorted(Comparator.comparingLong(Stretch::from)).toList();
    long near = NEAR_MILLIS;
    List<Stretch> regions = regions(sorted, near);
    while (regions.size() > MOST_REGIONS) {
      near *= 4;
      regions = regions(sorted, near);
    }
    return regions;
  }

  private static List<Stretch> regions(List<Stretch> sorted, long near) {
    List<Stretch> regions = new ArrayList<>();
    for (Stretch stretch : sorted) {
      Stretch last = regions.isEmpty() ? null : regions.getLast();
      if (last != null && stretch.from - last.to < near) {
        last.include(stretch.from, stretch.to);
      } else {
        regions.add(new Stretch(stretch.from, stretch.to));
      }
    }
    return regions;
  }

  private void include(long first, long end) {
    from = Math.min(from, down(first, WINDOW_MILLIS));
    to = Math.max(to, up(end, WINDOW_MILLIS));
  }

  private static long down(long moment, long step) {
    return Math.floorDiv(moment, step) * step;
  }

  private static long up(long moment, long step) {
    return Math.ceilDiv(moment, step) * step;
  }
}
