package io.linecheck.simulator;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * All requests of the centre in the order in which they are due, worked out a few minutes ahead, so
 * that a range may be years long.
 */
final class RequestTimeline implements Iterator<SimulatedRequest> {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration HURRY = Duration.ofSeconds(30);

  private final Roster roster;
  private final TimeRange range;
  private final Duration batchEvery;
  private final PriorityQueue<SimulatedRequest> waiting =
      new PriorityQueue<>(
          Comparator.comparing(SimulatedRequest::due)
              .thenComparing(SimulatedRequest::agent)
              .thenComparing(SimulatedRequest::route));
  private final int apiMinutes;
  private Instant workedOutTo;

  RequestTimeline(Roster roster, TimeRange range, Duration batchEvery) {
    this.roster = roster;
    this.range = range;
    this.batchEvery = batchEvery;
    // A page that is in no hurry with the call is in none with its API calls.
    this.apiMinutes = batchEvery.compareTo(HURRY) < 0 ? 1 : (int) STEP.toMinutes();
    this.workedOutTo = range.from();
    add(roster.inProgress(range));
  }

  @Override
  public boolean hasNext() {
    while (workedOutTo.isBefore(range.to())) {
      SimulatedRequest next = waiting.peek();
      if (next != null && next.due().isBefore(workedOutTo)) {
        return true;
      }
      workOutAStep();
    }
    return !waiting.isEmpty();
  }

  @Override
  public SimulatedRequest next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return waiting.remove();
  }

  private void workOutAStep() {
    Instant end = workedOutTo.plus(STEP);
    TimeRange step = new TimeRange(workedOutTo, end.isBefore(range.to()) ? end : range.to());
    add(roster.beginning(step));
    waiting.addAll(roster.apiRequests(step, apiMinutes));
    workedOutTo = step.to();
  }

  private void add(List<CallPlan> calls) {
    for (CallPlan call : calls) {
      waiting.addAll(new SimulatedCall(call).requests(range, batchEvery));
    }
  }
}
