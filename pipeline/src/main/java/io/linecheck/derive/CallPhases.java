package io.linecheck.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * When a call was muted, on hold and talking, by its events. A mute without an end lasts; an end
 * without a beginning means nothing.
 */
public final class CallPhases {
  /** Kinds of events that bear on more than the moment they happened at. */
  public static final Set<String> KINDS =
      Set.of("mute", "unmute", "hold", "resume", "connected", "ended");

  private final List<Phase> muted = new ArrayList<>();
  private final List<Phase> held = new ArrayList<>();
  private final long connected;
  private final long ended;

  public static final CallPhases UNKNOWN = new CallPhases(List.of());

  /** An event as far as phases need it. */
  public record Event(long moment, String kind) {
    static final Comparator<Event> IN_ORDER =
        Comparator.comparingLong(Event::moment).thenComparing(Event::kind);
  }

  private record Phase(long from, long to) {
    long overlapMillis(long otherFrom, long otherTo) {
      return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    }
  }

  public CallPhases(List<Event> events) {
    long mutedFrom = Long.MAX_VALUE;
    long heldFrom = Long.MAX_VALUE;
    long firstConnected = Long.MIN_VALUE;
    long lastEnded = Long.MAX_VALUE;
    for (Event event : events.stream().sorted(Event.IN_ORDER).toList()) {
      long moment = event.moment();
      switch (event.kind()) {
        case "mute" -> mutedFrom = Math.min(mutedFrom, moment);
        case "unmute" -> mutedFrom = end(muted, mutedFrom, moment);
        case "hold" -> heldFrom = Math.min(heldFrom, moment);
        case "resume" -> heldFrom = end(held, heldFrom, moment);
        case "connected" ->
            firstConnected = firstConnected == Long.MIN_VALUE ? moment : firstConnected;
        case "ended" -> lastEnded = moment;
        default -> {
          // Other events are moments, not phases.
        }
      }
    }
    end(muted, mutedFrom, Long.MAX_VALUE);
    end(held, heldFrom, Long.MAX_VALUE);
    this.connected = firstConnected;
    this.ended = lastEnded;
  }

  public double mutedSeconds(long from, long to) {
    return seconds(muted, from, to);
  }

  public double onHoldSeconds(long from, long to) {
    return seconds(held, from, to);
  }

  /** Whether some of the stretch lies between the call's connecting and ending, if known. */
  public boolean talking(long from, long to) {
    return to > connected && from < ended;
  }

  public boolean ended() {
    return ended != Long.MAX_VALUE;
  }

  private static long end(List<Phase> phases, long from, long to) {
    if (from < to) {
      phases.add(new Phase(from, to));
    }
    return Long.MAX_VALUE;
  }

  private static double seconds(List<Phase> phases, long from, long to) {
    long millis = 0;
    for (Phase phase : phases) {
      millis += phase.overlapMillis(from, to);
    }
    return millis / 1000.0;
  }
}
