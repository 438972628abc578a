package io.linecheck.simulator;

import java.time.Instant;

/** When, on the wall, the samples of a call are taken: once a second, not on the second. */
record CallClock(Instant start, int offsetMillis) {
  static CallClock of(CallPlan plan) {
    return new CallClock(plan.start(), Dice.of(plan.mediaSeed(), "clock").between(20, 980));
  }

  Instant sampledAt(int second) {
    return start.plusMillis(1_000L * second + offsetMillis);
  }

  /** How many samples were taken before the moment, never more than the call has. */
  int samplesBefore(Instant moment, int seconds) {
    long sinceFirst = moment.toEpochMilli() - sampledAt(0).toEpochMilli();
    return Math.clamp(Math.ceilDiv(sinceFirst, 1_000L), 0, seconds);
  }
}
