package io.linecheck.server.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a recording says of one contact and is not handed on yet: it waits for the report, which
 * alone names the versions that wrote the samples.
 */
final class RecordedCall {
  final String contactId;
  private final List<JsonNode> statistics = new ArrayList<>();
  private ArrayNode events = JsonNodeFactory.instance.arrayNode();
  private boolean muted;

  RecordedCall(String contactId) {
    this.contactId = contactId;
  }

  void addStatistics(JsonNode stats) {
    statistics.add(stats);
  }

  void addEvent(String kind, long atMillis, ObjectNode data) {
    ObjectNode event = events.addObject();
    event.put("kind", kind);
    event.put("timestamp", atMillis);
    if (!data.isEmpty()) {
      event.set("data", data);
    }
  }

  /** The page tells each change twice, and each session's end as unmuted: only changes count. */
  void mute(boolean now, long atMillis) {
    if (muted != now) {
      muted = now;
      addEvent(now ? "mute" : "unmute", atMillis, JsonNodeFactory.instance.objectNode());
    }
  }

  /** Takes the batches of samples out, in their order. */
  List<JsonNode> takeStatistics() {
    List<JsonNode> taken = List.copyOf(statistics);
    statistics.clear();
    return taken;
  }

  /** Takes the events out; null if there are none. */
  @Nullable ArrayNode takeEvents() {
    if (events.isEmpty()) {
      return null;
    }
    ArrayNode taken = events;
    events = JsonNodeFactory.instance.arrayNode();
    return taken;
  }
}
