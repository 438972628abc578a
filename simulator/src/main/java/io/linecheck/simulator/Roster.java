package io.linecheck.simulator;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who works when, and the calls that come of it. Not thread-safe. */
final class Roster {
  /** Local days begin up to this much before and after the UTC day. */
  private static final int DAYS_AROUND = 1;

  private static final int DAYS_KEPT = 4;

  /** No call, ring included, is longer. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(50);

  private final long seed;
  private final List<Agent> agents;
  private final List<List<Agent>> teams;
  private final IncidentCalendar calendar;
  private final CallPlanner planner;
  private final Map<LocalDate, List<CallPlan>> days =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, List<CallPlan>> eldest) {
          return size() > DAYS_KEPT;
        }
      };

  Roster(long seed, List<Agent> agents) {
    this.seed = seed;
    this.agents = agents;
    this.calendar = new IncidentCalendar(seed, agents);
    this.planner = new CallPlanner(calendar);
    Map<String, List<Agent>> byTeam = new LinkedHashMap<>();
    for (Agent agent : agents) {
      byTeam.computeIfAbsent(agent.team().name(), _ -> new ArrayList<>()).add(agent);
    }
    this.teams = List.copyOf(byTeam.values());
  }

  /** Calls that begin in the range, in the order in which they begin. */
  List<CallPlan> beginning(TimeRange range) {
    return aroundDays(range).stream()
        .flatMap(day -> days.computeIfAbsent(day, this::callsOf).stream())
        .filter(call -> range.contains(call.start()))
        .sorted(Comparator.comparing(CallPlan::start))
        .toList();
  }

  /** Calls that are going on at the start of the range. */
  List<CallPlan> inProgress(TimeRange range) {
    return beginning(new TimeRange(range.from().minus(LONGEST_CALL), range.from())).stream()
        .filter(call -> call.end().plusSeconds(1).isAfter(range.from()))
        .toList();
  }

  /** What logged-in softphones send by themselves in the range. */
  List<SimulatedRequest> apiRequests(TimeRange range, int minutesPerRequest) {
    List<SimulatedRequest> requests = new ArrayList<>();
    for (LocalDate day : aroundDays(range)) {
      for (Agent agent : agents) {
        TimeRange shift = TeamDay.shift(seed, agent, day);
        if (shift.from().isBefore(range.to()) && range.from().isBefore(shift.to())) {
          requests.addAll(
              new ApiPolling(seed, agent, calendar).requests(shift, range, minutesPerRequest));
        }
      }
    }
    return requests;
  }

  List<Incident> incidents(TimeRange range) {
    return calendar.during(range);
  }

  private List<CallPlan> callsOf(LocalDate day) {
    return teams.stream()
        .flatMap(team -> TeamDay.calls(seed, team, day, planner).stream())
        .toList();
  }

  private static List<LocalDate> aroundDays(TimeRange range) {
    LocalDate first = range.from().atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS_AROUND);
    LocalDate last = range.to().atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AROUND);
    return first.datesUntil(last.plusDays(1)).toList();
  }
}
