package io.linecheck.simulator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Some seconds of a call as the body of {@code softphonemetrics}. */
final class MetricsBody {
  private MetricsBody() {}

  static byte[] write(
      CallPlan plan,
      Media media,
      CallClock clock,
      Episode seconds,
      List<CallMoment> events,
      UUID batchId) {
    return Json.object(json -> {
      BodyHeader.write(json, plan, batchId);
      json.writeArrayPropertyStart("softphoneStreamStatistics");
      StreamWriter streams = StreamWriter.of(plan, media, clock);
      streams.skipTo(seconds.fromSecond());
      for (int second = seconds.fromSecond(); second < seconds.toSecond(); second++) {
        streams.write(json, second);
      }
      json.writeEndArray();
      if (plan.agent().dialect().speaksOurExtensions()) {
        events(json, events);
      }
    });
  }

  private static void events(JsonGenerator json, List<CallMoment> events) {
    json.writeArrayPropertyStart("events");
    for (CallMoment event : events) {
      json.writeStartObject();
      json.writeStringProperty("kind", event.kind());
      json.writeNumberProperty("timestamp", event.at().toEpochMilli());
      if (event.detail() != null) {
        json.writeObjectPropertyStart("data");
        json.writeStringProperty("errorType", event.detail());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Connect's Date becomes an ISO string on its way to JSON, always with milliseconds. */
  static String iso(Instant instant) {
    String text = instant.toString();
    return text.length() == "2026-01-01T00:00:00Z".length()
        ? text.substring(0, text.length() - 1) + ".000Z"
        : text;
  }
}
