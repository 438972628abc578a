package io.linecheck.server.checkup;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.ingest.SeenArrivals;
import io.linecheck.server.ingest.SeenArrivals.Arrival;
import io.linecheck.store.TelemetryReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether data is flowing: when something came last, by source and page. */
final class TelemetryArrives implements Checkup.Examination {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration LOOKED_BACK = Duration.ofDays(31);
  private static final String ADVICE =
      "Right if nobody takes calls now. Else open a page in which agents take calls, and see in"
          + " Settings › Collector whether it sends and whether it is refused.";

  private final SeenArrivals arrivals;
  private final TelemetryReader store;
  private final Clock clock;

  TelemetryArrives(SeenArrivals arrivals, TelemetryReader store, Clock clock) {
    this.arrivals = arrivals;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.TELEMETRY;
  }

  @Override
  public Check look() {
    List<Arrival> all = arrivals.all();
    Instant now = clock.instant();
    if (all.isEmpty()) {
      return sinceStart(now);
    }
    Instant last = all.getFirst().lastAt();
    List<String> lines = all.stream().map(arrival -> line(arrival, now)).toList();
    String finding = "The last came " + Words.ago(last, now) + ".";
    return last.plus(LONG).isAfter(now)
        ? Check.ok(topic(), finding).with(lines)
        : Check.attention(topic(), finding, ADVICE).with(lines);
  }

  private Check sinceStart(Instant now) {
    Instant stored = lastStoredCall(now);
    return stored == null
        ? Check.attention(
            topic(),
            "None has come yet.",
            "Settings › Collector shows the line that goes into the page in which agents take"
                + " calls.")
        : Check.attention(
            topic(),
            "None has come since the server started; the last call before that began "
                + Words.ago(stored, now)
                + ".",
            ADVICE);
  }

  private @Nullable Instant lastStoredCall(Instant now) {
    return store
        .search(
            new SearchQuestion(
                Dataset.CALLS,
                new TimeRange(now.minus(LOOKED_BACK), now.plus(LONG)),
                Filter.EVERYTHING,
                Fields.TIMESTAMP,
                true,
                1,
                null))
        .documents()
        .stream()
        .map(call -> call.get(Fields.TIMESTAMP))
        .filter(Long.class::isInstance)
        .map(millis -> Instant.ofEpochMilli((Long) millis))
        .findAny()
        .orElse(null);
  }

  private static String line(Arrival arrival, Instant now) {
    String source = arrival.source();
    String origin = arrival.origin();
    return "%s, source %s: %s, %s"
        .formatted(
            origin == null ? "a program, without a page" : origin,
            source == null ? "not told" : source,
            Words.ago(arrival.lastAt(), now),
            Words.count(arrival.items(), "item") + " since the start");
  }
}
