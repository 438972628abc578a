package io.linecheck.simulator;

import io.linecheck.ingest.Route;
import io.linecheck.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * The API calls that a logged-in softphone makes by itself: configuration every thirty seconds, and
 * the long poll for the agent's snapshot. A page gathers some minutes of them before it sends.
 */
final class ApiPolling {
  private static final long MINUTE_MILLIS = 60_000;
  private static final double FAILURE_CHANCE = 0.002;

  private static final List<String> CONFIGURATION_CALLS =
      List.of(
          "getAgentConfiguration",
          "getAgentPermissions",
          "getAgentStates",
          "getDialableCountryCodes",
          "getRoutingProfileQueues");

  private final long seed;
  private final Agent agent;
  private final IncidentCalendar calendar;

  ApiPolling(long seed, Agent agent, IncidentCalendar calendar) {
    this.seed = seed;
    this.agent = agent;
    this.calendar = calendar;
  }

  /** What is due in the range, for an agent who is logged in during the shift. */
  List<SimulatedRequest> requests(TimeRange shift, TimeRange range, int minutesPerRequest) {
    int phase = Dice.of(seed, "api", agent.userName()).between(1, (int) MINUTE_MILLIS - 1);
    long first = Math.max(shift.from().toEpochMilli() + MINUTE_MILLIS, range.from().toEpochMilli());
    long end = Math.min(shift.to().toEpochMilli(), range.to().toEpochMilli());
    long due = Math.ceilDiv(first - phase, MINUTE_MILLIS) * MINUTE_MILLIS + phase;
    List<SimulatedRequest> requests = new ArrayList<>();
    List<Instant> gathered = new ArrayList<>();
    for (; due < end; due += MINUTE_MILLIS) {
      gathered.add(Instant.ofEpochMilli(due));
      if (gathered.size() == minutesPerRequest || due + MINUTE_MILLIS >= end) {
        requests.add(request(List.copyOf(gathered)));
        gathered.clear();
      }
    }
    return requests;
  }

  private SimulatedRequest request(List<Instant> minuteEnds) {
    return new SimulatedRequest(
        Route.API_METRICS,
        minuteEnds.getLast(),
        agent.userName(),
        "api " + agent.userName(),
        agent.workplace().publicIp(),
        () -> body(minuteEnds));
  }

  private byte[] body(List<Instant> minuteEnds) {
    Instant first = minuteEnds.getFirst();
    UUID batchId =
        Dice.of(seed, "api batch", agent.userName(), first.toEpochMilli(), minuteEnds.size())
            .uuid();
    return Json.object(json -> {
      json.writeStringProperty("agent", agent.userName());
      if (agent.dialect().speaksOurExtensions()) {
        json.writeStringProperty("batchId", batchId.toString());
        BodyHeader.collector(json, agent.dialect());
      }
      json.writeArrayPropertyStart("API_METRIC");
      for (Instant minuteEnd : minuteEnds) {
        minute(json, minuteEnd);
      }
      json.writeEndArray();
    });
  }

  private void minute(JsonGenerator json, Instant end) {
    Dice dice = Dice.of(seed, "api", agent.userName(), end.toEpochMilli());
    TimeRange minute = new TimeRange(end.minusMillis(MINUTE_MILLIS), end);
    boolean troubled =
        calendar.during(minute).stream().anyMatch(incident -> incident.hits(agent, ""));
    double latency = (55 + 1.4 * agent.path().roundTripTimeMillis()) * (troubled ? 5 : 1);
    for (int half = 0; half < 2; half++) {
      Instant from = minute.from().plusMillis(half * MINUTE_MILLIS / 2);
      int late = 400;
      for (String name : CONFIGURATION_CALLS) {
        late += dice.between(3, 900);
        boolean failed = dice.chance(troubled ? 0.03 : FAILURE_CHANCE);
        metric(json, name, from.plusMillis(late), dice.logNormal(latency, 0.35), failed);
      }
      double waited = dice.uniform(400, 29_000);
      metric(json, "getAgentSnapshot", from.plusMillis(29_500 - half), waited, false);
    }
  }

  private static void metric(
      JsonGenerator json, String name, Instant at, double millis, boolean failed) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeNumberProperty("time", Math.round(millis));
    json.writeStringProperty("timestamp", MetricsBody.iso(at));
    if (failed) {
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("type", "InternalServiceException");
      json.writeStringProperty("message", "Internal server error");
      json.writeNumberProperty("statusCode", 500);
      json.writeEndObject();
    }
    json.writeNumberProperty("error5xx", failed ? 1 : 0);
    json.writeNumberProperty("fault", failed ? 1 : 0);
    json.writeArrayPropertyStart("dimensions");
    dimension(json, "Category", "API");
    json.writeEndArray();
    json.writeArrayPropertyStart("optionalDimensions");
    dimension(json, "HttpStatusCode", failed ? "500" : "200");
    dimension(json, "HttpGenericStatusCode", failed ? "5XX" : "2XX");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void dimension(JsonGenerator json, String name, String value) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("value", value);
    json.writeEndObject();
  }
}
