package io.linecheck.server.recording;

import io.linecheck.ingest.Route;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts bodies together. A body's batch id follows from its content, so a copy is known as one. */
final class BodyWriter {
  static final String UNKNOWN_AGENT = "unknown";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final String collectorVersion;
  private String agent;
  private @Nullable String rtcJsVersion;
  private @Nullable String streamsVersion;

  BodyWriter(String collectorVersion, String agent) {
    this.collectorVersion = collectorVersion;
    this.agent = agent;
  }

  void agent(String name) {
    agent = name;
  }

  /** Versions, as a report names them, hold until another report names others. */
  void versionsOf(JsonNode report) {
    if (report.path("rtcJsVersion").isString()) {
      rtcJsVersion = report.path("rtcJsVersion").stringValue();
    }
    if (report.path("streamJsVersion").isString()) {
      streamsVersion = report.path("streamJsVersion").stringValue();
    }
  }

  RecordedBody metrics(String contactId, JsonNode stats, @Nullable ArrayNode events) {
    ObjectNode body = header(contactId);
    body.set("softphoneStreamStatistics", stats);
    if (events != null) {
      body.set("events", events);
    }
    return finished(Route.SOFTPHONE_METRICS, body, stats.size(), contactId);
  }

  RecordedBody report(String contactId, JsonNode report) {
    ObjectNode body = header(contactId);
    body.set("report", report);
    return finished(Route.CALL_REPORT, body, 0, contactId);
  }

  RecordedBody apiMetrics(ArrayNode metrics) {
    ObjectNode body = header(null);
    body.set("API_METRIC", metrics);
    return finished(Route.API_METRICS, body, 0, null);
  }

  /** Of a header and items that are known already. */
  RecordedBody body(Route route, ObjectNode body, int samples) {
    putCollector(body);
    return finished(route, body, samples, body.path("contactId").asStringOpt().orElse(null));
  }

  private ObjectNode header(@Nullable String contactId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("agent", agent);
    if (contactId != null) {
      body.put("contactId", contactId);
    }
    putCollector(body);
    return body;
  }

  private void putCollector(ObjectNode body) {
    ObjectNode collector = body.putObject("collector");
    collector.put("version", collectorVersion);
    collector.put("source", "log-import");
    if (rtcJsVersion != null) {
      collector.put("rtcJsVersion", rtcJsVersion);
    }
    if (streamsVersion != null) {
      collector.put("streamsVersion", streamsVersion);
    }
  }

  private static RecordedBody finished(
      Route route, ObjectNode body, int samples, @Nullable String contactId) {
    body.put("batchId", idOf(route, MAPPER.writeValueAsBytes(body)).toString());
    return new RecordedBody(route, MAPPER.writeValueAsBytes(body), samples, contactId);
  }

  /** The first half of a SHA-256, in the form of RFC 9562 version 8. */
  private static UUID idOf(Route route, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(route.path().getBytes(StandardCharsets.US_ASCII));
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(content));
      long high = (hash.getLong() & 0xffffffffffff0fffL) | 0x8000L;
      long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }
}
