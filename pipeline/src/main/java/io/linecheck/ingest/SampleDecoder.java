package io.linecheck.ingest;

import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code softphoneStreamStatistics} of the route softphonemetrics. A sample that cannot be
 * used is refused with its place and reason; the next one starts afresh.
 */
final class SampleDecoder {
  static final String LIST = "softphoneStreamStatistics";

  private final DecodedBody body;
  private final JsonParser parser;

  private long timestamp;
  private @Nullable StreamType stream;
  private @Nullable String wrongMember;
  private @Nullable String reason;

  SampleDecoder(DecodedBody body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /** The parser is at the start of the item and left at its end. */
  void readOne(int position) {
    timestamp = Timestamps.ABSENT;
    stream = null;
    wrongMember = null;
    reason = null;
    body.samples().begin();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      RawField field = RawField.ofName(name);
      if (field != null) {
        readMeasurement(field);
      } else {
        readOther(name);
      }
    }
    if (reason == null && stream == null) {
      wrong("softphoneStreamType", "missing; expected audio_input or audio_output");
    }
    if (reason == null && timestamp == Timestamps.ABSENT) {
      wrong("timestamp", "missing; expected ISO-8601 text or epoch milliseconds");
    }
    StreamType known = stream;
    if (reason != null || known == null) {
      body.rejections().add(LIST + '[' + position + "]." + wrongMember, String.valueOf(reason));
    } else {
      body.samples().keep(known, timestamp, position);
    }
  }

  private void readMeasurement(RawField field) {
    double value = Numbers.read(parser);
    if (Double.isNaN(value)) {
      return;
    }
    if (value == Numbers.UNREADABLE) {
      wrong(field.wireName(), shown() + field.expected());
    } else if (field == RawField.PACKETS_LOST && value < 0) {
      body.mended(Falsehood.NEGATIVE_LOSS);
      body.samples().set(field, 0);
    } else if (field.plausible(value) && isWholeIfCount(field, value)) {
      body.samples().set(field, value);
    } else if (field.kind() == RawField.Kind.GAUGE) {
      body.mended(Falsehood.IMPLAUSIBLE_GAUGE);
    } else {
      wrong(field.wireName(), shown() + field.expected());
    }
  }

  private static boolean isWholeIfCount(RawField field, double value) {
    return field.kind() != RawField.Kind.COUNT || value == Math.rint(value);
  }

  private void readOther(String name) {
    switch (name) {
      case "timestamp", "_timestamp" -> readTimestamp();
      case "softphoneStreamType", "_softphoneStreamType" -> readStream();
      default -> {
        body.unknown("sample.", name);
        parser.skipChildren();
      }
    }
  }

  private void readTimestamp() {
    long read = Timestamps.read(parser);
    if (read == Timestamps.UNREADABLE) {
      wrong("timestamp", shown() + "expected ISO-8601 text or epoch milliseconds");
    } else if (read != Timestamps.ABSENT) {
      timestamp = read;
    }
  }

  private void readStream() {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
    StreamType known = StreamType.ofWireName(text).orElse(null);
    if (known == null) {
      wrong("softphoneStreamType", shown() + "expected audio_input or audio_output");
    } else {
      stream = known;
    }
    parser.skipChildren();
  }

  private String shown() {
    return parser.currentToken().isScalarValue()
        ? Texts.quoted(parser.getString()) + ": "
        : "not a plain value: ";
  }

  private void wrong(String member, String why) {
    if (reason == null) {
      wrongMember = member;
      reason = why;
    }
  }
}
