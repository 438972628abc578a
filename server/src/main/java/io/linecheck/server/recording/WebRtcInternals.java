package io.linecheck.server.recording;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dump of {@code chrome://webrtc-internals}: for each peer connection, and each member of each
 * object of its {@code getStats()}, the values of about the last quarter of an hour, one a second,
 * as JSON in a text.
 */
final class WebRtcInternals {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Of one object, by member: a value for each reading, absent where it is no number. */
  private record Series(String type, List<Long> moments, Map<String, List<JsonNode>> values) {
    boolean isAudio() {
      return values.getOrDefault("kind", List.of()).stream().anyMatch(Series::audio)
          || values.getOrDefault("mediaType", List.of()).stream().anyMatch(Series::audio);
    }

    private static boolean audio(JsonNode value) {
      return value.asString("").equals("audio");
    }

    /** The reading that was taken with another object's one, at most half a second away. */
    Map<String, Double> at(long moment) {
      Map<String, Double> numbers = new HashMap<>();
      for (int i = 0; i < moments.size(); i++) {
        if (Math.abs(moments.get(i) - moment) <= HALF_A_SECOND) {
          for (Entry<String, List<JsonNode>> member : values.entrySet()) {
            JsonNode value = i < member.getValue().size() ? member.getValue().get(i) : null;
            if (value != null && value.isNumber()) {
              numbers.put(member.getKey(), value.doubleValue());
            }
          }
          return numbers;
        }
      }
      return numbers;
    }
  }

  private static final long HALF_A_SECOND = 500;

  private WebRtcInternals() {}

  static TelemetryFile.Found read(
      InputStream in, ImportHints hints, BodyWriter writer, TelemetryFile.Sink sink)
      throws RecordingException, InterruptedException {
    JsonNode connections = connections(in);
    int samples = 0;
    int calls = 0;
    for (Entry<String, JsonNode> connection : connections.properties()) {
      List<Series> all = series(connection.getValue().path("stats"));
      int found = handOn(connection.getKey(), all, hints, writer, sink);
      samples += found;
      calls += found > 0 ? 1 : 0;
    }
    if (samples == 0) {
      throw new RecordingException(
          "no call in this dump: none of its %d peer connections has audio that was measured twice"
              .formatted(connections.size()));
    }
    return new TelemetryFile.Found(samples, calls);
  }

  private static JsonNode connections(InputStream in) throws RecordingException {
    try {
      JsonNode connections = MAPPER.readTree(in).path("PeerConnections");
      if (connections.isObject()) {
        return connections;
      }
    } catch (JacksonException malformed) {
      throw new RecordingException(
          "not a dump of chrome://webrtc-internals: it is not whole, or no JSON");
    }
    throw new RecordingException(
        "not a dump of chrome://webrtc-internals: expected a member PeerConnections");
  }

  private static int handOn(
      String name, List<Series> all, ImportHints hints, BodyWriter writer, TelemetryFile.Sink sink)
      throws InterruptedException {
    Series inbound = longest(all, "inbound-rtp");
    Series outbound = longest(all, "outbound-rtp");
    Series remote = longest(all, "remote-inbound-rtp");
    Series source = longest(all, "media-source");
    Series leading = inbound == null ? outbound : inbound;
    if (leading == null || leading.moments().isEmpty()) {
      return 0;
    }
    W3cCall call = new W3cCall(writer, sink);
    call.begin(hints, "webrtc-internals", name, leading.moments().getFirst());
    for (long moment : leading.moments()) {
      call.take(
          new W3cCall.Reading(
              moment,
              at(inbound, moment),
              at(outbound, moment),
              at(remote, moment),
              at(source, moment)));
    }
    return call.finish();
  }

  private static Map<String, Double> at(@Nullable Series series, long moment) {
    return series == null ? Map.of() : series.at(moment);
  }

  /** A renegotiated connection has several, one after the other; the longest is the call. */
  private static @Nullable Series longest(List<Series> all, String type) {
    Series longest = null;
    for (Series series : all) {
      if (series.type().equals(type)
          && series.isAudio()
          && (longest == null || series.moments().size() > longest.moments().size())) {
        longest = series;
      }
    }
    return longest;
  }

  /** Keys are the object's id, a dash and the member; members have no dash. */
  private static List<Series> series(JsonNode stats) {
    Map<String, Series> byObject = new LinkedHashMap<>();
    for (Entry<String, JsonNode> entry : stats.properties()) {
      int dash = entry.getKey().lastIndexOf('-');
      JsonNode one = entry.getValue();
      List<JsonNode> values = values(one.path("values"));
      if (dash > 0 && values != null) {
        Series series =
            byObject.computeIfAbsent(
                entry.getKey().substring(0, dash),
                _ ->
                    new Series(
                        one.path("statsType").asString(""), new ArrayList<>(), new HashMap<>()));
        String member = entry.getKey().substring(dash + 1);
        series.values().put(member, values);
        if (member.equals("timestamp")) {
          series.moments().clear();
          values.forEach(value -> series.moments().add(Math.round(value.doubleValue())));
        } else if (series.moments().isEmpty()) {
          spread(series.moments(), one, values.size());
        }
      }
    }
    return List.copyOf(byObject.values());
  }

  /** Older dumps have no moments, only when the first and the last value were taken. */
  private static void spread(List<Long> moments, JsonNode one, int count) {
    Long start = millis(one.path("startTime"));
    Long end = millis(one.path("endTime"));
    for (int i = 0; start != null && end != null && i < count; i++) {
      moments.add(count == 1 ? start : start + (end - start) * i / (count - 1));
    }
  }

  private static @Nullable List<JsonNode> values(JsonNode text) {
    try {
      JsonNode values = text.isString() ? MAPPER.readTree(text.stringValue()) : text;
      return values.isArray() ? values.valueStream().toList() : null;
    } catch (JacksonException cutOff) {
      return null;
    }
  }

  private static @Nullable Long millis(JsonNode time) {
    try {
      return Instant.parse(time.asString("")).toEpochMilli();
    } catch (DateTimeException none) {
      return null;
    }
  }
}
