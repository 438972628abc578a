package io.linecheck.simulator;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong when. Each day has one incident of each kind, in working hours of those it hits,
 * so that any stretch of 24 hours shows some.
 */
final class IncidentCalendar {
  private static final int FIRST_HOUR = 10;
  private static final int LAST_HOUR = 15;

  private final long seed;
  private final List<Agent> agents;
  private final Map<LocalDate, List<Incident>> days = new ConcurrentHashMap<>();

  IncidentCalendar(long seed, List<Agent> agents) {
    this.seed = seed;
    this.agents = agents;
  }

  /** Incidents that overlap the range. */
  List<Incident> during(TimeRange range) {
    LocalDate first = range.from().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    LocalDate last = range.to().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    return first
        .datesUntil(last.plusDays(1))
        .flatMap(day -> days.computeIfAbsent(day, this::roll).stream())
        .filter(incident -> overlap(incident.when(), range))
        .toList();
  }

  private List<Incident> roll(LocalDate day) {
    Dice dice = Dice.of(seed, "incidents", day.toEpochDay());
    return Stream.of(
            incident(
                QualityCause.ISP, agent -> agent.workplace().isp(), day, Duration.ofHours(1), dice),
            incident(
                QualityCause.SITE_WAN,
                agent -> agent.workplace().home() ? null : agent.workplace().site(),
                day,
                Duration.ofMinutes(25),
                dice),
            incident(
                QualityCause.TURN_REGION,
                agent -> agent.team().instance().turnHosts().get(dayParity(day)),
                day,
                Duration.ofMinutes(20),
                dice))
        .flatMap(List::stream)
        .toList();
  }

  /** One of the three targets that most agents depend on, as small ones would not be noticed. */
  private List<Incident> incident(
      QualityCause cause,
      Function<Agent, @Nullable String> targetOf,
      LocalDate day,
      Duration length,
      Dice dice) {
    Map<String, List<Agent>> byTarget =
        agents.stream()
            .filter(agent -> targetOf.apply(agent) != null)
            .collect(Collectors.groupingBy(agent -> String.valueOf(targetOf.apply(agent))));
    List<String> largest =
        byTarget.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<Agent>> entry) -> -entry.getValue().size())
                    .thenComparing(Map.Entry::getKey))
            .limit(3)
            .map(Map.Entry::getKey)
            .toList();
    if (largest.isEmpty()) {
      return List.of();
    }
    String target = dice.pick(largest);
    List<Agent> hit = byTarget.getOrDefault(target, List.of());
    ZoneId zone = hit.getFirst().team().zone();
    Instant start =
        day.atTime(dice.between(FIRST_HOUR, LAST_HOUR), dice.between(0, 59))
            .atZone(zone)
            .toInstant();
    return List.of(new Incident(cause, target, new TimeRange(start, start.plus(length))));
  }

  private static int dayParity(LocalDate day) {
    return (int) Math.floorMod(day.toEpochDay(), 2L);
  }

  private static boolean overlap(TimeRange a, TimeRange b) {
    return a.from().isBefore(b.to()) && b.from().isBefore(a.to());
  }
}
