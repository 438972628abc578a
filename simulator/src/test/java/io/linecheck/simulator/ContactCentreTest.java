package io.linecheck.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.ingest.Route;
import io.linecheck.model.TimeRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContactCentreTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final TimeRange DAY = new TimeRange(MONDAY, MONDAY.plus(Duration.ofDays(1)));
  private static final TimeRange HOUR =
      new TimeRange(MONDAY.plus(Duration.ofHours(14)), MONDAY.plus(Duration.ofHours(15)));
  private static final Duration BATCH = Duration.ofSeconds(30);

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(digest(ContactCentre.seeded(7, 20).requests(HOUR, BATCH)))
        .isEqualTo(digest(ContactCentre.seeded(7, 20).requests(HOUR, BATCH)));
    assertThat(digest(ContactCentre.seeded(8, 20).requests(HOUR, BATCH)))
        .isNotEqualTo(digest(ContactCentre.seeded(7, 20).requests(HOUR, BATCH)));
  }

  @Test
  void requestsComeInTheOrderInWhichTheyAreDue() {
    List<Instant> due = new ArrayList<>();
    ContactCentre.seeded(7, 20)
        .requests(HOUR, BATCH)
        .forEachRemaining(request -> due.add(request.due()));
    assertThat(due).isSorted().hasSizeGreaterThan(1_000);
    assertThat(due).allMatch(at -> !at.isBefore(HOUR.from()) && !at.isAfter(HOUR.to()));
  }

  @Test
  void adjoiningRangesCarryEveryOneOfTheSamplesOnce() {
    ContactCentre centre = ContactCentre.seeded(7, 12);
    Instant middle = HOUR.from().plusSeconds(1_717);
    Map<String, Integer> whole = sampleCounts(centre.requests(HOUR, BATCH));
    Map<String, Integer> parts =
        sampleCounts(centre.requests(new TimeRange(HOUR.from(), middle), BATCH));
    sampleCounts(centre.requests(new TimeRange(middle, HOUR.to()), Duration.ofSeconds(5)))
        .forEach((call, count) -> parts.merge(call, count, Integer::sum));
    assertThat(parts).isEqualTo(whole).isNotEmpty();
  }

  @Test
  void aDayHasTwoPeaksAndAQuietNight() {
    List<SimulatedCall> calls =
        ContactCentre.seeded(7, 200)
            .calls(DAY)
            .filter(call -> call.plan().agent().team().country() == Country.IRELAND)
            .toList();
    Map<Integer, Long> byHour =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call -> call.start().atZone(ZoneOffset.UTC).getHour(), Collectors.counting()));
    long night = byHour.getOrDefault(3, 0L);
    assertThat(byHour.getOrDefault(10, 0L)).isGreaterThan(5 * night);
    assertThat(byHour.getOrDefault(15, 0L)).isGreaterThan(5 * night);
  }

  @Test
  void someContactsAreHeardByTwoAgentsOneAfterTheOther() {
    Map<Object, List<SimulatedCall>> byContact =
        ContactCentre.seeded(7, 60)
            .calls(DAY)
            .collect(Collectors.groupingBy(SimulatedCall::contactId));
    List<List<SimulatedCall>> shared =
        byContact.values().stream().filter(calls -> calls.size() > 1).toList();
    assertThat(shared).hasSizeGreaterThan(10);
    assertThat(shared)
        .allSatisfy(calls -> {
          assertThat(calls).hasSize(2);
          assertThat(calls.getFirst().agent()).isNotEqualTo(calls.getLast().agent());
          assertThat(calls.getLast().start()).isAfter(calls.getFirst().start());
        });
  }

  @Test
  void anAgentIsOnOneCallAtATime() {
    Map<String, Instant> busyUntil = new HashMap<>();
    ContactCentre.seeded(7, 60)
        .calls(DAY)
        .forEach(call -> {
          Instant before = busyUntil.put(call.agent(), call.end());
          assertThat(before == null || !before.isAfter(call.start())).isTrue();
        });
    assertThat(busyUntil).hasSize(60);
  }

  @Test
  void everyDayHasAnIncidentOfEachKindThatHitsSomeone() {
    ContactCentre centre = ContactCentre.seeded(7, 60);
    List<Incident> incidents = centre.incidents(DAY);
    assertThat(incidents)
        .extracting(Incident::cause)
        .contains(QualityCause.ISP, QualityCause.SITE_WAN, QualityCause.TURN_REGION);
    List<QualityCause> causes = centre.calls(DAY).map(SimulatedCall::cause).distinct().toList();
    assertThat(causes).contains(QualityCause.ISP, QualityCause.SITE_WAN, QualityCause.TURN_REGION);
  }

  @Test
  void mostCallsAreCleanAndSomeFailToSetUp() {
    List<SimulatedCall> calls = ContactCentre.seeded(7, 60).calls(DAY).toList();
    long clean =
        calls.stream()
            .filter(
                call -> call.cause() == QualityCause.CLEAN || call.cause() == QualityCause.DISTANCE)
            .count();
    long failed = calls.stream().filter(call -> call.setupFailure() != null).count();
    assertThat((double) clean / calls.size()).isBetween(0.82, 0.96);
    assertThat((double) failed / calls.size()).isBetween(0.005, 0.04);
  }

  @Test
  void aCentreWithoutAgentsIsRefused() {
    assertThatThrownBy(() -> ContactCentre.seeded(1, 0))
        .hasMessage("agents must be 1 or more, not 0");
  }

  private static Map<String, Integer> sampleCounts(Iterator<SimulatedRequest> requests) {
    Map<String, Integer> counts = new HashMap<>();
    while (requests.hasNext()) {
      SimulatedRequest request = requests.next();
      if (request.route() == Route.SOFTPHONE_METRICS) {
        Bodies.samples(request.body())
            .forEach(sample ->
                counts.merge(request.agent() + sample.stream() + sample.time(), 1, Integer::sum));
      }
    }
    return counts;
  }

  private static String digest(Iterator<SimulatedRequest> requests) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      while (requests.hasNext()) {
        SimulatedRequest request = requests.next();
        digest.update(
            (request.route() + " " + request.due() + " " + request.clientIp())
                .getBytes(StandardCharsets.UTF_8));
        digest.update(request.body());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
