package io.linecheck.server.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One peer connection's audio, from what {@code getStats()} said again and again to samples. The
 * first reading is what the others are counted from.
 */
final class W3cCall {
  /**
   * What was read at a moment: numbers by their W3C names, of each object the connection has for
   * audio; empty for one that it has not.
   */
  record Reading(
      long atMillis,
      Map<String, Double> inbound,
      Map<String, Double> outbound,
      Map<String, Double> remoteInbound,
      Map<String, Double> source) {}

  private static final int SAMPLES_PER_BODY = 120;
  private static final double FULL_SCALE = 32_768;

  /** Cumulative on the wire, as the browser counts them. */
  private static final List<String> AS_COUNTED =
      List.of(
          "jitter",
          "packetsDiscarded",
          "concealedSamples",
          "silentConcealedSamples",
          "concealmentEvents",
          "totalSamplesReceived",
          "jitterBufferDelay",
          "jitterBufferEmittedCount");

  private final BodyWriter writer;
  private final TelemetryFile.Sink sink;
  private @Nullable String contactId;
  private ArrayNode samples = JsonNodeFactory.instance.arrayNode();
  private @Nullable Reading before;
  private int taken;

  W3cCall(BodyWriter writer, TelemetryFile.Sink sink) {
    this.writer = writer;
    this.sink = sink;
  }

  /** A connection names no contact: one is made of when it was first read, the same each time. */
  void begin(ImportHints hints, String kind, String connection, long atMillis) {
    String name = connection.replaceAll("[^A-Za-z0-9]+", "-");
    contactId =
        hints.contactId() != null
            ? hints.contactId()
            : kind + "-" + Instant.ofEpochMilli(atMillis) + "-" + name;
  }

  void take(Reading now) throws InterruptedException {
    Reading last = before;
    before = now;
    if (last == null || now.atMillis() <= last.atMillis()) {
      return;
    }
    Double roundTrip = now.remoteInbound().get("roundTripTime");
    if (now.inbound().containsKey("packetsReceived")) {
      ObjectNode sample = sample("audio_input", now.atMillis());
      put(sample, "packetsCount", difference(last.inbound(), now.inbound(), "packetsReceived"));
      put(sample, "packetsLost", difference(last.inbound(), now.inbound(), "packetsLost"));
      level(sample, now.inbound());
      for (String name : AS_COUNTED) {
        put(sample, name, now.inbound().get(name));
      }
      put(sample, "roundTripTimeMillis", roundTrip == null ? null : roundTrip * 1000);
    }
    if (now.outbound().containsKey("packetsSent")) {
      ObjectNode sample = sample("audio_output", now.atMillis());
      put(sample, "packetsCount", difference(last.outbound(), now.outbound(), "packetsSent"));
      put(
          sample,
          "packetsLost",
          difference(last.remoteInbound(), now.remoteInbound(), "packetsLost"));
      level(sample, now.source());
      put(sample, "jitter", now.remoteInbound().get("jitter"));
      put(sample, "roundTripTimeMillis", roundTrip == null ? null : roundTrip * 1000);
    }
    if (samples.size() >= SAMPLES_PER_BODY) {
      finish();
    }
  }

  /** How many samples there have been. */
  int finish() throws InterruptedException {
    if (!samples.isEmpty() && contactId != null) {
      taken += samples.size();
      sink.accept(writer.metrics(contactId, samples, null));
      samples = JsonNodeFactory.instance.arrayNode();
    }
    return taken;
  }

  private ObjectNode sample(String stream, long atMillis) {
    ObjectNode sample = samples.addObject();
    sample.put("softphoneStreamType", stream);
    sample.put("timestamp", atMillis);
    return sample;
  }

  /** Absent where it is not known, or where the counter began anew. */
  private static @Nullable Double difference(
      Map<String, Double> last, Map<String, Double> now, String name) {
    Double from = last.get(name);
    Double to = now.get(name);
    return from == null || to == null || to < from ? null : Double.valueOf(to - from);
  }

  private static void level(ObjectNode sample, Map<String, Double> from) {
    Double level = from.get("audioLevel");
    put(sample, "audioLevel", level == null ? null : Math.floor(level * FULL_SCALE));
  }

  private static void put(ObjectNode sample, String name, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value)) {
      sample.put(name, value.longValue());
    } else {
      sample.put(name, value);
    }
  }
}
