package io.linecheck.server.ingest;

import io.linecheck.ingest.IngestAnswer;
import io.linecheck.ingest.Route;
import io.linecheck.store.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was refused since the server started, by reason and with the last example of each: enough to
 * find the page that sends it. Of many reasons the last ones are kept. Safe for many threads.
 */
public final class SeenRefusals {
  /**
   * Everything refused for one reason.
   *
   * @param example the last sentence in full: which item, and what was wrong with it
   * @param origin of the page that sent the example; absent if no page did
   */
  public record Refusal(
      Route route, String example, @Nullable String origin, long count, Instant lastAt) {}

  private record Reason(Route route, String words) {}

  private static final int MOST = 50;
  private static final int LONGEST = 300;

  /** What differs between two sentences about the same thing: times, quoted values, numbers. */
  private static final Pattern PARTICULAR =
      Pattern.compile(
          "[+-]?\\d{4,}-\\d\\d-\\d\\dT[\\d:.]+Z|\"[^\"]*\"?|'[^']*'?|\\[\\d+]|[+-]?\\d[\\d.eE+-]*");

  private final Clock clock;
  private final Map<Reason, Refusal> refusals = new LastSeen<>(MOST);

  public SeenRefusals(Clock clock) {
    this.clock = clock;
  }

  /** Items or a whole request that the pipeline did not take. */
  public void answered(Route route, @Nullable String origin, IngestAnswer answer) {
    for (Rejection rejection : answer.rejected()) {
      refused(route, origin, rejection.path() + ": " + rejection.reason());
    }
    String error = answer.error();
    if (error != null && answer.rejected().isEmpty()) {
      refused(route, origin, error);
    }
  }

  /** A request, or an item of one, that was not taken. */
  public void refused(Route route, @Nullable String origin, String sentence) {
    String example = sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
    Reason reason = new Reason(route, PARTICULAR.matcher(example).replaceAll("…"));
    synchronized (this) {
      Refusal before = refusals.get(reason);
      refusals.put(
          reason,
          new Refusal(
              route, example, origin, before == null ? 1 : before.count() + 1, clock.instant()));
    }
  }

  /** The last one first. */
  public synchronized List<Refusal> all() {
    return refusals.values().stream()
        .sorted(Comparator.comparing(Refusal::lastAt).reversed())
        .toList();
  }
}
