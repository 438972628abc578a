package io.linecheck.bench;

import io.linecheck.ingest.Route;
import io.linecheck.model.TimeRange;
import io.linecheck.simulator.ContactCentre;
import io.linecheck.simulator.SimulatedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of the simulated contact centre: real dialects, real walks of the numbers, in the batches
 * of thirty seconds in which Connect's softphone hands its statistics on.
 */
final class CallTemplates {
  private static final long SEED = 20_260_101;
  private static final int AGENTS = 1000;
  private static final int LONGEST_PARTS = 10;
  private static final Duration BATCH = Duration.ofSeconds(30);

  /** Every body is a full batch. */
  static final int SAMPLES_PER_BODY = 60;

  /** A working day, so that its morning has enough calls; which one does not matter. */
  private static final Instant MORNING = Instant.parse("2026-01-14T09:00:00Z");

  private final List<List<BodyTemplate>> calls;

  private CallTemplates(List<List<BodyTemplate>> calls) {
    this.calls = List.copyOf(calls);
  }

  /** So many calls of at most five minutes, full batches only. */
  static CallTemplates of(int count) {
    Iterator<SimulatedRequest> requests =
        ContactCentre.seeded(SEED, AGENTS)
            .requests(new TimeRange(MORNING, MORNING.plus(Duration.ofHours(2))), BATCH);
    Map<String, List<BodyTemplate>> byCall = new LinkedHashMap<>();
    while (requests.hasNext()) {
      SimulatedRequest request = requests.next();
      if (request.route() != Route.SOFTPHONE_METRICS) {
        continue;
      }
      List<BodyTemplate> call = byCall.get(request.order());
      if (call == null && byCall.size() >= count) {
        continue;
      }
      BodyTemplate body = BodyTemplate.of(request.body());
      if (body != null && body.samples() == SAMPLES_PER_BODY) {
        List<BodyTemplate> parts = byCall.computeIfAbsent(request.order(), _ -> new ArrayList<>());
        if (parts.size() < LONGEST_PARTS) {
          parts.add(body);
        }
      }
      if (byCall.size() >= count
          && byCall.values().stream().allMatch(parts -> parts.size() >= LONGEST_PARTS)) {
        break;
      }
    }
    return new CallTemplates(new ArrayList<>(byCall.values()));
  }

  List<BodyTemplate> call(long number) {
    return calls.get((int) Math.floorMod(number, (long) calls.size()));
  }

  int size() {
    return calls.size();
  }

  /** Anyone who has calls. */
  String agent() {
    String body = new String(call(0).getFirst().original(), StandardCharsets.UTF_8);
    return new JsonMapper().readTree(body).path("agent").asString();
  }

  double samplesPerCall() {
    return calls.stream().mapToInt(call -> call.size() * SAMPLES_PER_BODY).average().orElse(0);
  }

  double bytesPerBody() {
    return calls.stream()
        .flatMap(List::stream)
        .mapToInt(body -> body.original().length)
        .average()
        .orElse(0);
  }
}
