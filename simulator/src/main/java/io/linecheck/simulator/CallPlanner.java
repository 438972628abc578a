package io.linecheck.simulator;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what happens on one call. */
final class CallPlanner {
  /** Median and spread of calls as contact centres see them: many short ones, a long tail. */
  private static final double MEDIAN_TALK_SECONDS = 240;

  private static final double TALK_SIGMA = 0.7;
  private static final int SHORTEST_TALK_SECONDS = 12;
  private static final int LONGEST_TALK_SECONDS = 2_700;
  private static final double SETUP_FAILURE_CHANCE = 0.012;
  private static final double UNREPORTED_CHANCE = 0.02;

  private final IncidentCalendar calendar;

  CallPlanner(IncidentCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * @param transferred the contact this call takes over; null for a new contact
   */
  CallPlan plan(
      Agent agent, Instant start, int earlierSeconds, @Nullable CallPlan transferred, Dice dice) {
    Team team = agent.team();
    UUID ownId = dice.uuid();
    String turnHost = dice.pick(team.instance().turnHosts());
    int ring = dice.between(2, 6);
    int talk =
        Math.clamp(
            Math.round(dice.logNormal(MEDIAN_TALK_SECONDS, TALK_SIGMA)),
            SHORTEST_TALK_SECONDS,
            LONGEST_TALK_SECONDS);
    int seconds = ring + talk;
    TimeRange when = new TimeRange(start, start.plusSeconds(seconds));
    List<Incident> incidents =
        calendar.during(when).stream().filter(incident -> incident.hits(agent, turnHost)).toList();
    SetupFailure failure = setupFailure(incidents, dice);
    String queue = dice.pick(team.queues());
    String method = dice.chance(0.08) ? "outbound" : "inbound";
    QualityCause own = ownCause(agent, dice);
    QualityCause cause = incidents.isEmpty() ? own : incidents.getFirst().cause();
    List<Impairment> impairments =
        incidents.isEmpty()
            ? impairments(own, ring, seconds, dice)
            : incidentImpairments(incidents, when, dice);
    return new CallPlan(
        agent,
        transferred == null ? ownId : transferred.contactId(),
        transferred == null ? queue : transferred.queue(),
        transferred == null ? method : "transfer",
        start,
        ring,
        failure == null ? seconds : 0,
        agent.persistentConnection() ? earlierSeconds : 0,
        turnHost,
        cause,
        failure,
        holds(ring, seconds, dice),
        mutes(ring, seconds, dice),
        impairments,
        cause == QualityCause.ONE_WAY ? oneWay(ring, seconds, dice) : null,
        !dice.chance(UNREPORTED_CHANCE),
        dice.uuid().getLeastSignificantBits());
  }

  private static @Nullable SetupFailure setupFailure(List<Incident> incidents, Dice dice) {
    boolean troubled = !incidents.isEmpty();
    if (dice.chance(troubled ? 0.06 : 0)) {
      return SetupFailure.ICE_COLLECTION;
    }
    return dice.chance(SETUP_FAILURE_CHANCE) ? dice.pick(List.of(SetupFailure.values())) : null;
  }

  private static QualityCause ownCause(Agent agent, Dice dice) {
    Agent.Trouble trouble = agent.trouble();
    if (dice.chance(0.005)) {
      return QualityCause.ONE_WAY;
    }
    if (dice.chance(0.006)) {
      return QualityCause.MIC_SILENT;
    }
    if (dice.chance(trouble.wifi())) {
      return QualityCause.LAN_WIFI;
    }
    if (dice.chance(trouble.uplink())) {
      return QualityCause.UPLINK_CONGESTED;
    }
    if (dice.chance(trouble.cpu())) {
      return QualityCause.AGENT_CPU;
    }
    return agent.path().roundTripTimeMillis() > 200 ? QualityCause.DISTANCE : QualityCause.CLEAN;
  }

  private static List<Impairment> impairments(
      QualityCause cause, int from, int seconds, Dice dice) {
    List<Impairment> list = new ArrayList<>();
    switch (cause) {
      case LAN_WIFI -> {
        for (Episode burst : episodes(from, seconds, 45, 10, 40, dice)) {
          list.add(Impairment.wifiBurst(burst, dice));
        }
      }
      case UPLINK_CONGESTED -> {
        for (Episode upload : episodes(from, seconds, 60, 40, 120, dice)) {
          list.add(Impairment.fullUplink(upload, dice));
        }
      }
      case AGENT_CPU -> {
        for (Episode busy : episodes(from, seconds, 50, 20, 60, dice)) {
          list.add(Impairment.busyComputer(busy, dice));
        }
      }
      default -> {
        // A clean, distant or silent call has a quiet path.
      }
    }
    return list;
  }

  private static List<Impairment> incidentImpairments(
      List<Incident> incidents, TimeRange call, Dice dice) {
    List<Impairment> list = new ArrayList<>();
    for (Incident incident : incidents) {
      Episode when =
          new Episode(
              Math.max(0, secondsBetween(call.from(), incident.when().from())),
              Math.max(1, secondsBetween(call.from(), incident.when().to())));
      list.add(
          switch (incident.cause()) {
            case ISP -> Impairment.providerTrouble(when, dice);
            case SITE_WAN -> Impairment.officeLine(when, dice);
            default -> Impairment.turnHost(when, dice);
          });
    }
    return list;
  }

  private static int secondsBetween(Instant from, Instant to) {
    return Math.toIntExact(Duration.between(from, to).toSeconds());
  }

  private static Episode oneWay(int ring, int seconds, Dice dice) {
    int start = dice.chance(0.5) ? ring : dice.between(ring, Math.max(ring, seconds - 10));
    return new Episode(start, start + dice.between(12, 90));
  }

  private static List<Episode> holds(int ring, int seconds, Dice dice) {
    if (seconds < 100 || !dice.chance(0.2)) {
      return List.of();
    }
    int start = dice.between(ring + 30, seconds - 50);
    return List.of(new Episode(start, Math.min(seconds - 5, start + dice.between(15, 90))));
  }

  private static List<Episode> mutes(int ring, int seconds, Dice dice) {
    return dice.chance(0.25) ? episodes(ring, seconds, 90, 3, 20, dice) : List.of();
  }

  /** Episodes with pauses between them; at least one if the call leaves room for it. */
  private static List<Episode> episodes(
      int from, int to, double meanPauseSeconds, int shortest, int longest, Dice dice) {
    List<Episode> list = new ArrayList<>();
    int second = from + 2 + (int) Math.min(dice.exponential(meanPauseSeconds), (to - from) / 3.0);
    while (second + shortest < to) {
      int end = Math.min(to, second + dice.between(shortest, longest));
      list.add(new Episode(second, end));
      second = end + 5 + (int) dice.exponential(meanPauseSeconds);
    }
    return list;
  }
}
