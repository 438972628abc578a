package io.linecheck.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The samples of a body as documents, one each, as the AWS sample's pipeline indexes them. */
final class SampleDocuments {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> HEADER =
      List.of("agent", "contactQueue", "agentRoutingProfile", "agentPrivateIp");
  private static final List<String> NUMBERS =
      List.of(
          "packetsLost", "packetsCount", "audioLevel", "jitterBufferMillis", "roundTripTimeMillis");
  private static final byte[] ACTION = "{\"create\":{}}\n".getBytes(StandardCharsets.UTF_8);

  /** A document but for its contact and moment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(long millis, byte[] rest) {}

  private final List<Row> rows = new ArrayList<>();

  private SampleDocuments(BodyTemplate template) {
    JsonNode body = JSON.readTree(template.original());
    StringBuilder header = new StringBuilder();
    for (String name : HEADER) {
      header.append(",\"").append(name).append("\":").append(body.path(name));
    }
    for (JsonNode sample : body.path("softphoneStreamStatistics")) {
      StringBuilder rest = new StringBuilder(header);
      rest.append(",\"softphoneStreamType\":").append(sample.path("softphoneStreamType"));
      for (String name : NUMBERS) {
        if (sample.path(name).isNumber()) {
          rest.append(",\"").append(name).append("\":").append(sample.path(name));
        }
      }
      rows.add(
          new Row(
              millis(sample.path("timestamp")),
              rest.append("}\n").toString().getBytes(StandardCharsets.UTF_8)));
    }
  }

  static List<SampleDocuments> of(List<BodyTemplate> call) {
    return call.stream().map(SampleDocuments::new).toList();
  }

  int size() {
    return rows.size();
  }

  /** Adds them to a bulk request, as samples of another call so much later. */
  void appendTo(ByteArrayOutputStream bulk, String contactId, long laterMillis) {
    for (Row row : rows) {
      bulk.writeBytes(ACTION);
      bulk.writeBytes(
          ("{\"timestamp\":" + (row.millis() + laterMillis) + ",\"contactId\":\"" + contactId + '"')
              .getBytes(StandardCharsets.US_ASCII));
      bulk.writeBytes(row.rest());
    }
  }

  private static long millis(JsonNode timestamp) {
    return timestamp.isNumber()
        ? timestamp.asLong()
        : Instant.parse(timestamp.asString()).toEpochMilli();
  }
}
