package io.linecheck.ingest;

import io.linecheck.model.ApiMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code API_METRIC} of the route apimetrics: {@code connect-streams}' event of that name.
 */
final class ApiMetricDecoder {
  static final String LIST = "API_METRIC";

  /** {@code getAgentSnapshot} is answered when something happens, or after 30 s. */
  private static final String LONG_POLL = "getAgentSnapshot";

  private static final double LONGEST_TIME_MILLIS = 3_600_000;

  /** A metric before its time is judged. */
  record Metric(
      String name,
      long timestamp,
      double timeMillis,
      @Nullable Integer httpStatus,
      boolean failed,
      @Nullable String errorType,
      int position) {
    ApiMetric at(Instant moment) {
      return new ApiMetric(
          name,
          moment,
          Double.isNaN(timeMillis) ? null : timeMillis,
          httpStatus,
          failed || (httpStatus != null && httpStatus >= 400),
          errorType,
          isLongPoll());
    }

    boolean isLongPoll() {
      return name.equals(LONG_POLL);
    }
  }

  private final DecodedBody body;
  private final JsonParser parser;

  private @Nullable String name;
  private long timestamp;
  private double timeMillis;
  private @Nullable Integer httpStatus;
  private boolean failed;
  private @Nullable String errorType;
  private @Nullable String wrongMember;
  private String reason = "";

  ApiMetricDecoder(DecodedBody body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /** The parser is at the start of the item and left at its end. */
  void readOne(int position) {
    name = null;
    timestamp = Timestamps.ABSENT;
    timeMillis = Numbers.ABSENT;
    httpStatus = null;
    failed = false;
    errorType = null;
    wrongMember = null;
    for (String member = parser.nextName(); member != null; member = parser.nextName()) {
      parser.nextToken();
      readMember(member);
    }
    String known = name;
    if (known == null) {
      wrong("name", "missing; expected the name of an API method");
    }
    if (wrongMember != null || known == null) {
      body.rejections().add(LIST + '[' + position + "]." + wrongMember, reason);
    } else {
      body.apiMetrics()
          .add(new Metric(known, timestamp, timeMillis, httpStatus, failed, errorType, position));
    }
  }

  private void readMember(String member) {
    switch (member) {
      case "name" -> name = text();
      case "time" -> readTime();
      case "timestamp" -> {
        timestamp = Timestamps.read(parser);
        if (timestamp == Timestamps.UNREADABLE) {
          wrong("timestamp", "expected ISO-8601 text or epoch milliseconds");
        }
      }
      case "error" -> readError();
      case "error5xx", "fault" -> failed |= Numbers.read(parser) == 1;
      case "dimensions", "optionalDimensions" -> readDimensions();
      case "additionalInfo", "data" -> parser.skipChildren();
      default -> {
        body.unknown("apiMetric.", member);
        parser.skipChildren();
      }
    }
  }

  private void readTime() {
    double value = Numbers.read(parser);
    if (value == Numbers.UNREADABLE) {
      wrong("time", "expected milliseconds");
    } else if (value < 0 || value > LONGEST_TIME_MILLIS) {
      body.mended(Falsehood.IMPLAUSIBLE_GAUGE);
    } else {
      timeMillis = value;
    }
  }

  private void readError() {
    switch (parser.currentToken()) {
      case VALUE_NULL, VALUE_FALSE -> {}
      case START_OBJECT -> {
        failed = true;
        for (String member = parser.nextName(); member != null; member = parser.nextName()) {
          parser.nextToken();
          switch (member) {
            case "type" -> errorType = text();
            case "statusCode" -> readStatus();
            default -> parser.skipChildren();
          }
        }
      }
      default -> {
        failed = true;
        parser.skipChildren();
      }
    }
  }

  /** {@code [{"name":"HttpStatusCode","value":200}, …]}. */
  private void readDimensions() {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == JsonToken.START_OBJECT) {
        readDimension();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readDimension() {
    String dimension = null;
    double value = Numbers.ABSENT;
    for (String member = parser.nextName(); member != null; member = parser.nextName()) {
      parser.nextToken();
      switch (member) {
        case "name" -> dimension = text();
        case "value" -> value = Numbers.read(parser);
        default -> parser.skipChildren();
      }
    }
    if ("HttpStatusCode".equals(dimension)) {
      setStatus(value);
    }
  }

  private void readStatus() {
    setStatus(Numbers.read(parser));
  }

  private void setStatus(double value) {
    if (value >= 100 && value <= 599) {
      httpStatus = (int) value;
    }
  }

  private @Nullable String text() {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return Texts.clean(parser.getString(), Texts.LONGEST_ATTRIBUTE);
    }
    parser.skipChildren();
    return null;
  }

  private void wrong(String member, String why) {
    if (wrongMember == null) {
      wrongMember = member;
      reason = why;
    }
  }
}
