package io.linecheck.simulator;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A team's calls of the shifts that begin on one local day: a small event simulation in which each
 * agent takes the next call some time after the last, and some calls go on to a free colleague.
 */
final class TeamDay {
  static final Duration SHIFT = Duration.ofMinutes(450);
  private static final double TRANSFER_CHANCE = 0.05;
  private static final double BUSY_IDLE_SECONDS = 70;

  /** A persistent peer connection that has carried this much audio is made anew. */
  private static final int CONNECTION_SECONDS = 2 * 3_600;

  /**
   * An agent's next call.
   *
   * @param freeFrom the agent's last call is over
   */
  private record Turn(
      Agent agent, Instant freeFrom, Instant at, Instant shiftEnd, @Nullable CallPlan takesOver) {}

  private final long seed;
  private final LocalDate day;
  private final CallPlanner planner;
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(
          Comparator.comparing(Turn::at).thenComparing(turn -> turn.agent().userName()));
  private final Map<Agent, Dice> diceOfAgents = new HashMap<>();
  private final Map<Agent, Integer> talkedSeconds = new HashMap<>();

  private TeamDay(long seed, LocalDate day, CallPlanner planner) {
    this.seed = seed;
    this.day = day;
    this.planner = planner;
  }

  /** The calls in the order in which they begin. */
  static List<CallPlan> calls(long seed, List<Agent> members, LocalDate day, CallPlanner planner) {
    TeamDay teamDay = new TeamDay(seed, day, planner);
    members.forEach(teamDay::beginShift);
    return teamDay.run();
  }

  /** When the agent is logged in, for the shift that begins on the day. */
  static TimeRange shift(long seed, Agent agent, LocalDate day) {
    int hour = Dice.of(seed, "shift", agent.userName()).pick(agent.team().shiftStartHours());
    int minute = Dice.of(seed, "late", agent.userName(), day.toEpochDay()).between(0, 12);
    Instant start = day.atTime(hour, minute).atZone(agent.team().zone()).toInstant();
    return new TimeRange(start, start.plus(SHIFT));
  }

  private void beginShift(Agent agent) {
    TimeRange shift = shift(seed, agent, day);
    Dice dice = Dice.of(seed, "calls", agent.userName(), day.toEpochDay());
    diceOfAgents.put(agent, dice);
    Instant first = shift.from().plusSeconds(dice.between(5, 90));
    turns.add(new Turn(agent, shift.from(), first, shift.to(), null));
  }

  private List<CallPlan> run() {
    List<CallPlan> calls = new ArrayList<>();
    while (!turns.isEmpty()) {
      Turn turn = turns.remove();
      if (turn.at().isAfter(turn.shiftEnd())) {
        continue;
      }
      Agent agent = turn.agent();
      Dice dice = dice(agent);
      int earlier = talkedSeconds.getOrDefault(agent, 0);
      CallPlan call = planner.plan(agent, turn.at(), earlier, turn.takesOver(), dice);
      calls.add(call);
      talkedSeconds.put(agent, earlier > CONNECTION_SECONDS ? 0 : earlier + call.seconds());
      if (call.failure() == null && turn.takesOver() == null && dice.chance(TRANSFER_CHANCE)) {
        handOver(call);
      }
      turns.add(new Turn(agent, call.end(), nextStart(call, dice), turn.shiftEnd(), null));
    }
    calls.sort(
        Comparator.comparing(CallPlan::start).thenComparing(call -> call.agent().userName()));
    return calls;
  }

  /** The first colleague who is free when the call ends takes it over. */
  private void handOver(CallPlan call) {
    Instant start = call.end().minusSeconds(4);
    for (Turn turn : turns) {
      boolean free = turn.takesOver() == null && turn.freeFrom().isBefore(start);
      boolean here = turn.at().isAfter(start) && start.isBefore(turn.shiftEnd());
      if (free && here) {
        turns.remove(turn);
        turns.add(new Turn(turn.agent(), start, start, turn.shiftEnd(), call));
        return;
      }
    }
  }

  /** Work after the call, then waiting: short when the lines are busy, long at night. */
  private static Instant nextStart(CallPlan call, Dice dice) {
    double afterCallWork = Math.min(dice.logNormal(25, 0.5), 180);
    ZoneId zone = call.agent().team().country().zone();
    double waiting =
        dice.exponential(BUSY_IDLE_SECONDS / demand(call.end().atZone(zone).toLocalTime()));
    return call.end().plusMillis(Math.round(1000 * (afterCallWork + Math.min(waiting, 1_200))));
  }

  /** 1 at the peaks before noon and in the afternoon, little at night. */
  static double demand(LocalTime local) {
    double hour = local.toSecondOfDay() / 3600.0;
    return 0.08 + 0.92 * Math.max(peak(hour, 10.5, 2.0), 0.9 * peak(hour, 15.0, 2.2));
  }

  private static double peak(double hour, double at, double width) {
    double distance = (hour - at) / width;
    return Math.exp(-distance * distance / 2);
  }

  private Dice dice(Agent agent) {
    return diceOfAgents.computeIfAbsent(
        agent, key -> Dice.of(seed, "calls", key.userName(), day.toEpochDay()));
  }
}
