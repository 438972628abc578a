package io.linecheck.server.recording;

import io.linecheck.ingest.Route;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One document of the AWS sample, taken apart into what a page had sent.
 *
 * <p>The sample's functions stored 0 for what was not measured. That is undone where it can be
 * told: no round trip takes no time, no computer has no processor or no memory, and what a page
 * sends is known to have lost nothing only once a round trip was reported with it. Elsewhere 0
 * stays.
 *
 * @param header what the bodies of a call have in common
 * @param item the sample or API call; the whole report
 */
record SampleDocument(Route route, ObjectNode header, ObjectNode item) {
  private static final List<String> HEADER =
      List.of("agent", "contactId", "contactQueue", "agentRoutingProfile", "agentPrivateIp");
  private static final List<String> MEASURED =
      List.of(
          "softphoneStreamType",
          "timestamp",
          "packetsLost",
          "packetsCount",
          "audioLevel",
          "jitterBufferMillis",
          "roundTripTimeMillis");
  private static final List<String> COMPUTER =
      List.of("numberofCpu", "localDeviceMemoryLimit", "agentBrowserName", "agentBrowserversion");
  private static final List<String> OF_METRIC = List.of("agent", "timestamp", "name", "time");

  /** Empty if it is none of the three kinds. */
  static Optional<SampleDocument> of(JsonNode line) {
    JsonNode source = line.path("_source").isObject() ? line.path("_source") : line;
    JsonNode fields = source.path("doc").isObject() ? source.path("doc") : source;
    if (fields.path("softphoneStreamType").isString()) {
      return Optional.of(sample(fields));
    }
    if (fields.path("report").isObject()) {
      return Optional.of(report(fields));
    }
    return metric(fields);
  }

  private static SampleDocument sample(JsonNode fields) {
    ObjectNode item = copied(fields, MEASURED);
    if (isZero(item, "roundTripTimeMillis")) {
      item.remove("roundTripTimeMillis");
      boolean sent = item.path("softphoneStreamType").asString("").equals("audio_output");
      if (sent && isZero(item, "packetsLost")) {
        item.remove("packetsLost");
      }
    }
    return new SampleDocument(Route.SOFTPHONE_METRICS, header(fields), item);
  }

  private static SampleDocument report(JsonNode fields) {
    ObjectNode header = header(fields);
    header.setAll(copied(fields, COMPUTER));
    for (String measured : List.of("numberofCpu", "localDeviceMemoryLimit")) {
      if (isZero(header, measured)) {
        header.remove(measured);
      }
    }
    return new SampleDocument(Route.CALL_REPORT, header, copied(fields.path("report"), null));
  }

  /** The call's time stands under the name of what was called. */
  private static Optional<SampleDocument> metric(JsonNode fields) {
    if (fields.path("agent").isMissingNode() || fields.path("timestamp").isMissingNode()) {
      return Optional.empty();
    }
    ObjectNode item = copied(fields, List.of("timestamp", "name", "time"));
    if (item.path("name").isMissingNode() || item.path("time").isMissingNode()) {
      for (Entry<String, JsonNode> member : fields.properties()) {
        if (member.getValue().isNumber() && !OF_METRIC.contains(member.getKey())) {
          item.put("name", member.getKey()).set("time", member.getValue());
        }
      }
    }
    return item.path("name").isString() && item.path("time").isNumber()
        ? Optional.of(new SampleDocument(Route.API_METRICS, copied(fields, List.of("agent")), item))
        : Optional.empty();
  }

  /** The functions had taken the call's configuration apart. */
  private static ObjectNode header(JsonNode fields) {
    ObjectNode header = copied(fields, HEADER);
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    if (fields.path("signalingEndpoint").isString()) {
      config.set("signalingEndpoint", fields.path("signalingEndpoint"));
    }
    if (fields.path("iceServers").isString()) {
      ArrayNode urls = config.putArray("iceServers").addObject().putArray("urls");
      for (String url : fields.path("iceServers").stringValue().split(",", -1)) {
        if (!url.isBlank()) {
          urls.add(url.strip());
        }
      }
    }
    if (!config.isEmpty()) {
      header.put("callConfigJson", config.toString());
    }
    return header;
  }

  private static ObjectNode copied(JsonNode from, @Nullable List<String> names) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Entry<String, JsonNode> member : from.properties()) {
      boolean wanted = names == null || names.contains(member.getKey());
      if (wanted && !member.getValue().isNull() && !member.getValue().asString("x").isEmpty()) {
        copy.set(member.getKey(), member.getValue());
      }
    }
    return copy;
  }

  private static boolean isZero(ObjectNode fields, String name) {
    JsonNode value = fields.path(name);
    return value.isNumber() ? value.asDouble() == 0 : value.asString("").equals("0");
  }
}
