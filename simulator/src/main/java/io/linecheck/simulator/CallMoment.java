package io.linecheck.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens on a call.
 *
 * @param detail type of an error; null for everything else
 */
record CallMoment(String kind, Instant at, @Nullable String detail) {
  static List<CallMoment> of(CallPlan plan) {
    List<CallMoment> moments = new ArrayList<>();
    moments.add(at(plan, "connecting", 0));
    if (plan.failure() != null) {
      moments.add(
          new CallMoment(
              "softphoneError", plan.start().plusMillis(900), plan.failure().errorType()));
      moments.add(at(plan, "ended", plan.ringSeconds()));
      return moments;
    }
    moments.add(at(plan, "connected", plan.ringSeconds()));
    for (Episode hold : plan.holds()) {
      moments.add(at(plan, "hold", hold.fromSecond()));
      moments.add(at(plan, "resume", hold.toSecond()));
    }
    for (Episode mute : plan.mutes()) {
      moments.add(at(plan, "mute", mute.fromSecond()));
      moments.add(at(plan, "unmute", mute.toSecond()));
    }
    moments.add(at(plan, "ended", plan.seconds()));
    moments.sort(Comparator.comparing(CallMoment::at));
    return moments;
  }

  private static CallMoment at(CallPlan plan, String kind, int second) {
    return new CallMoment(kind, plan.start().plusSeconds(second), null);
  }
}
