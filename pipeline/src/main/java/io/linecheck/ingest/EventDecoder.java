package io.linecheck.ingest;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code events}: what our collector saw happen on a call. Any route may carry them. */
final class EventDecoder {
  static final String LIST = "events";

  private static final int LONGEST_KIND = 64;
  private static final int LONGEST_DATA = 8_192;

  private final DecodedBody body;
  private final JsonParser parser;

  private @Nullable String kind;
  private long timestamp;
  private @Nullable String dataJson;
  private @Nullable String wrongMember;
  private String reason = "";

  EventDecoder(DecodedBody body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /** The parser is at the start of the item and left at its end. */
  void readOne(int position) {
    kind = null;
    timestamp = Timestamps.ABSENT;
    dataJson = null;
    wrongMember = null;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      readMember(name);
    }
    String known = kind;
    if (known == null) {
      wrong("kind", "missing; expected what happened, such as mute");
    }
    if (!Timestamps.isTime(timestamp)) {
      wrong("timestamp", "expected ISO-8601 text or epoch milliseconds");
    }
    if (wrongMember != null || known == null) {
      body.rejections().add(LIST + '[' + position + "]." + wrongMember, reason);
    } else {
      body.events().add(new DecodedBody.Event(known, timestamp, dataJson, position));
    }
  }

  private void readMember(String name) {
    switch (name) {
      case "kind" -> {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          kind = Texts.clean(parser.getString(), LONGEST_KIND);
        }
        parser.skipChildren();
      }
      case "timestamp" -> timestamp = Timestamps.read(parser);
      case "data" -> readData();
      default -> {
        body.unknown("event.", name);
        parser.skipChildren();
      }
    }
  }

  private void readData() {
    switch (parser.currentToken()) {
      case VALUE_NULL -> dataJson = null;
      case START_OBJECT -> {
        String json = JsonTree.write(JsonTree.readObject(parser, name -> name));
        if (json.length() > LONGEST_DATA) {
          wrong("data", json.length() + " characters; expected at most " + LONGEST_DATA);
        } else {
          dataJson = json;
        }
      }
      default -> {
        parser.skipChildren();
        wrong("data", "expected an object");
      }
    }
  }

  private void wrong(String member, String why) {
    if (wrongMember == null) {
      wrongMember = member;
      reason = why;
    }
  }
}
