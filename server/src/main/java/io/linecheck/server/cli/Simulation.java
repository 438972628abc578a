package io.linecheck.server.cli;

import io.linecheck.model.TimeRange;
import io.linecheck.simulator.ContactCentre;
import io.linecheck.simulator.Feeder;
import io.linecheck.simulator.Ledger;
import io.linecheck.simulator.Pace;
import io.linecheck.simulator.SimulatedRequest;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Feeds a made-up contact centre to a server, and says how far it is. */
final class Simulation {
  /** Connect's softphone hands its statistics on every 30 s. */
  static final Duration CONNECT_BATCH = Duration.ofSeconds(30);

  private static final Duration FOREVER = Duration.ofDays(3_650);

  private final ContactCentre centre;
  private final Feeder feeder;
  private final Clock clock;
  private final PrintWriter out;
  private volatile Instant reached = Instant.MIN;

  Simulation(ContactCentre centre, Feeder feeder, Clock clock, PrintWriter out) {
    this.centre = centre;
    this.feeder = feeder;
    this.clock = clock;
    this.out = out;
  }

  /** Sends what has been, as fast as the pace allows. */
  void fill(TimeRange history, Duration batchEvery, Pace pace) throws InterruptedException {
    double millis = history.length().toMillis();
    try (ProgressLine _ =
        new ProgressLine(
            out,
            () -> {
              double done =
                  reached.equals(Instant.MIN)
                      ? 0
                      : Duration.between(history.from(), reached).toMillis() / millis;
              return ProgressLine.bar(done) + "  " + counts(feeder.ledger().tally());
            })) {
      feeder.feed(watched(centre.requests(history, batchEvery)), pace);
    }
  }

  /**
   * Goes on from a moment in real time.
   *
   * @param length how long; null until interrupted
   */
  void live(Instant from, @Nullable Duration length, Duration batchEvery)
      throws InterruptedException {
    TimeRange range = new TimeRange(from, from.plus(length == null ? FOREVER : length));
    try (ProgressLine _ = new ProgressLine(out, () -> "live: " + counts(feeder.ledger().tally()))) {
      feeder.feed(centre.requests(range, batchEvery), Pace.realTime(clock));
    }
  }

  static String counts(Ledger.Tally tally) {
    return String.format(
        Locale.ROOT,
        "%,d requests sent, %,d acknowledged (%,d items stored, %,d already there, %,d rejected),"
            + " %,d refused, %,d given up, %,d retries",
        tally.sent(),
        tally.acknowledged(),
        tally.accepted(),
        tally.duplicates(),
        tally.rejected(),
        tally.refused(),
        tally.givenUp(),
        tally.retried());
  }

  private Iterator<SimulatedRequest> watched(Iterator<SimulatedRequest> requests) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return requests.hasNext();
      }

      @Override
      public SimulatedRequest next() {
        SimulatedRequest next = requests.next();
        reached = next.due();
        return next;
      }
    };
  }
}
