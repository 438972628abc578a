package io.linecheck.server.recording;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** Reads a recording one event at a time, however large it is. */
final class RecordingReader implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String EXPECTED = "expected an array of {event, receivedAt, data}";

  private final JsonParser json;
  private boolean begun;
  private int position;

  RecordingReader(InputStream in) {
    this.json = MAPPER.createParser(in);
  }

  /** The next event; null at the end of the recording. */
  @Nullable RecordedEvent next() throws RecordingException {
    try {
      if (!begun) {
        begun = true;
        JsonToken first = json.nextToken();
        if (first != JsonToken.START_ARRAY) {
          throw new RecordingException(
              "not a recording: %s, found %s".formatted(EXPECTED, describe(first)));
        }
      }
      JsonToken token = json.nextToken();
      if (token == JsonToken.END_ARRAY) {
        return null;
      }
      if (token != JsonToken.START_OBJECT) {
        throw new RecordingException(
            "not a recording: element %d is %s; %s".formatted(position, describe(token), EXPECTED));
      }
      return event(json.readValueAsTree());
    } catch (JacksonException malformed) {
      throw new RecordingException(
          "not JSON at %s: %s".formatted(place(malformed), malformed.getOriginalMessage()));
    }
  }

  @Override
  public void close() {
    json.close();
  }

  private RecordedEvent event(JsonNode element) throws RecordingException {
    JsonNode name = element.path("event");
    if (!name.isString()) {
      throw new RecordingException(
          "not a recording: element %d has no \"event\" text; %s".formatted(position, EXPECTED));
    }
    JsonNode receivedAt = element.path("receivedAt");
    JsonNode data = element.path("data");
    position++;
    return new RecordedEvent(
        name.stringValue(),
        receivedAt.isNumber() ? receivedAt.longValue() : null,
        data.isMissingNode() ? NullNode.getInstance() : data);
  }

  private static String describe(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "nothing";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> "\"" + token.asString() + "\"";
    };
  }

  private static String place(JacksonException malformed) {
    TokenStreamLocation location = malformed.getLocation();
    return location == null
        ? "the start"
        : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
