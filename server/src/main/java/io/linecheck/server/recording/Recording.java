package io.linecheck.server.recording;

import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a recording into bodies while it is read. At most what one call says before its report is
 * kept in memory.
 */
final class Recording {
  private static final int API_METRICS_PER_BODY = 100;

  private final TelemetryFile.Sink sink;
  private final BodyWriter writer;
  private final Map<String, RecordedCall> calls = new LinkedHashMap<>();
  private final Set<String> contacts = new HashSet<>();
  private ArrayNode apiMetrics = JsonNodeFactory.instance.arrayNode();
  private @Nullable String activeContact;
  private int events;

  private Recording(BodyWriter writer, TelemetryFile.Sink sink) {
    this.writer = writer;
    this.sink = sink;
  }

  /**
   * Reads a recording to its end.
   *
   * @throws RecordingException if it is none; what came before that point has been handed on
   */
  static TelemetryFile.Found read(InputStream in, BodyWriter writer, TelemetryFile.Sink sink)
      throws RecordingException, InterruptedException {
    Recording recording = new Recording(writer, sink);
    try (RecordingReader reader = new RecordingReader(in)) {
      RecordedEvent event = reader.next();
      while (event != null) {
        recording.take(event);
        event = reader.next();
      }
    } finally {
      recording.finish();
    }
    return new TelemetryFile.Found(recording.events, recording.contacts.size());
  }

  private void take(RecordedEvent event) throws InterruptedException {
    events++;
    switch (event.event()) {
      case "AGENT_INIT" -> {
        String name = event.text("name");
        if (name != null) {
          writer.agent(name);
        }
      }
      case "SOFTPHONE_STATS" -> statistics(event);
      case "SOFTPHONE_REPORT" -> report(event);
      case "API_METRIC" -> apiMetric(event);
      case "MUTE" -> mute(event, "mute");
      case "MUTE_TOGGLE" -> mute(event, "muted");
      default -> moment(event);
    }
  }

  private void statistics(RecordedEvent event) {
    String contactId = event.contactId();
    JsonNode stats = event.data().path("stats");
    if (contactId != null && stats.isArray()) {
      call(contactId).addStatistics(stats);
    }
  }

  private void report(RecordedEvent event) throws InterruptedException {
    String contactId = event.contactId();
    JsonNode report = event.data().path("report");
    if (contactId != null && report.isObject()) {
      writer.versionsOf(report);
      handOn(call(contactId));
      sink.accept(writer.report(contactId, report));
    }
  }

  /** The metric itself names neither time nor agent: it belongs to when it was received. */
  private void apiMetric(RecordedEvent event) throws InterruptedException {
    Long receivedAt = event.receivedAtMillis();
    if (event.data() instanceof ObjectNode metric && receivedAt != null) {
      ObjectNode stamped = metric.deepCopy();
      if (!stamped.has("timestamp")) {
        stamped.put("timestamp", receivedAt.longValue());
      }
      apiMetrics.add(stamped);
      if (apiMetrics.size() == API_METRICS_PER_BODY) {
        handOnApiMetrics();
      }
    }
  }

  /** At start the page tells of muting with no data: nothing is known then. */
  private void mute(RecordedEvent event, String member) {
    JsonNode now = event.data().path(member);
    Long receivedAt = event.receivedAtMillis();
    String contactId = activeContact;
    if (now.isBoolean() && receivedAt != null && contactId != null) {
      call(contactId).mute(now.booleanValue(), receivedAt);
    }
  }

  private void moment(RecordedEvent event) {
    EventKinds.Kind kind = EventKinds.of(event).orElse(null);
    String contactId = event.contactId() != null ? event.contactId() : activeContact;
    Long receivedAt = event.receivedAtMillis();
    if (kind == null || contactId == null || receivedAt == null) {
      return;
    }
    switch (kind.name()) {
      case "contactInit", "connecting", "connected" -> activeContact = contactId;
      case "ended", "missed", "destroyed" -> {
        if (contactId.equals(activeContact)) {
          activeContact = null;
        }
      }
      default -> {
        // Other moments change nothing about which contact is the active one.
      }
    }
    call(contactId).addEvent(kind.name(), receivedAt, kind.data());
  }

  private RecordedCall call(String contactId) {
    contacts.add(contactId);
    return calls.computeIfAbsent(contactId, RecordedCall::new);
  }

  private void finish() throws InterruptedException {
    for (RecordedCall call : calls.values()) {
      handOn(call);
    }
    handOnApiMetrics();
  }

  private void handOn(RecordedCall call) throws InterruptedException {
    ArrayNode events = call.takeEvents();
    for (JsonNode stats : call.takeStatistics()) {
      sink.accept(writer.metrics(call.contactId, stats, events));
      events = null;
    }
    if (events != null) {
      sink.accept(writer.metrics(call.contactId, JsonNodeFactory.instance.arrayNode(), events));
    }
  }

  private void handOnApiMetrics() throws InterruptedException {
    if (!apiMetrics.isEmpty()) {
      sink.accept(writer.apiMetrics(apiMetrics));
      apiMetrics = JsonNodeFactory.instance.arrayNode();
    }
  }
}
