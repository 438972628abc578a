package io.linecheck.server.recording;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event as the page received it.
 *
 * @param receivedAtMillis epoch milliseconds; null where the recorder wrote none
 * @param data what came with it; JSON null where nothing did
 */
record RecordedEvent(String event, @Nullable Long receivedAtMillis, JsonNode data) {
  /** A member of the data as text; null if there is no such text. */
  @Nullable String text(String member) {
    JsonNode value = data.path(member);
    return value.isString() ? value.stringValue() : null;
  }

  /** The contact the event names, by itself or in its data. */
  @Nullable String contactId() {
    return data.isString() ? data.stringValue() : text("contactId");
  }
}
