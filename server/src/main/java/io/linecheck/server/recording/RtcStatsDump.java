package io.linecheck.server.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What rtcstats writes: a line of JSON for each thing that happened, {@code [what, connection,
 * data, moment]}. The data of {@code getStats} are what changed since the line before of that
 * connection.
 */
final class RtcStatsDump {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** The state of a connection's objects after a line, and the samples so far. */
  private static final class Connection {
    final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    final W3cCall call;
    boolean begun;

    Connection(W3cCall call) {
      this.call = call;
    }
  }

  private RtcStatsDump() {}

  static TelemetryFile.Found read(
      InputStream in, ImportHints hints, BodyWriter writer, TelemetryFile.Sink sink)
      throws RecordingException, IOException, InterruptedException {
    Map<String, Connection> connections = new LinkedHashMap<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      JsonNode entry = line.startsWith("[") ? parsed(line, number) : null;
      if (entry != null && entry.path(0).asString("").equals("getStats")) {
        String id = entry.path(1).asString("connection");
        Connection connection =
            connections.computeIfAbsent(id, _ -> new Connection(new W3cCall(writer, sink)));
        take(connection, id, entry, hints);
      }
    }
    int samples = 0;
    for (Connection connection : connections.values()) {
      samples += connection.call.finish();
    }
    if (samples == 0) {
      throw new RecordingException(
          "no call in this rtcstats dump: no peer connection's audio was measured twice in its %d"
                  .formatted(number)
              + " lines");
    }
    return new TelemetryFile.Found(samples, connections.size());
  }

  private static JsonNode parsed(String line, int number) throws RecordingException {
    try {
      return MAPPER.readTree(line);
    } catch (JacksonException malformed) {
      throw new RecordingException("not an rtcstats dump: line %d is no JSON".formatted(number));
    }
  }

  private static void take(Connection connection, String id, JsonNode entry, ImportHints hints)
      throws InterruptedException {
    JsonNode changes = entry.path(2);
    for (Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue() instanceof ObjectNode members) {
        connection
            .objects
            .computeIfAbsent(change.getKey(), _ -> JsonNodeFactory.instance.objectNode())
            .setAll(members);
      }
    }
    JsonNode moment = entry.path(3).isNumber() ? entry.path(3) : changes.path("timestamp");
    if (!moment.isNumber()) {
      return;
    }
    long at = Math.round(moment.doubleValue());
    if (!connection.begun) {
      connection.begun = true;
      connection.call.begin(hints, "rtcstats", id, at);
    }
    connection.call.take(
        new W3cCall.Reading(
            at,
            numbers(connection, "inbound-rtp"),
            numbers(connection, "outbound-rtp"),
            numbers(connection, "remote-inbound-rtp"),
            numbers(connection, "media-source")));
  }

  /** The audio object of a type; of several the one that changed into being last. */
  private static Map<String, Double> numbers(Connection connection, String type) {
    Map<String, Double> numbers = new HashMap<>();
    for (ObjectNode object : connection.objects.values()) {
      if (object.path("type").asString("").equals(type) && isAudio(object)) {
        numbers.clear();
        for (Entry<String, JsonNode> member : object.properties()) {
          @Nullable JsonNode value = member.getValue();
          if (value.isNumber()) {
            numbers.put(member.getKey(), value.doubleValue());
          }
        }
      }
    }
    return numbers;
  }

  private static boolean isAudio(ObjectNode object) {
    return object.path("kind").asString(object.path("mediaType").asString("")).equals("audio");
  }
}
