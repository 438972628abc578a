package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The AWS sample's three bodies, as its page sends them, come back from {@code search} as the
 * documents its functions would have indexed, except that what is absent stays absent.
 */
class AwsSampleDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path EXAMPLES = Path.of("../spec/examples");
  private static final List<String> MEASUREMENTS =
      List.of(
          "packetsLost", "packetsCount", "audioLevel", "jitterBufferMillis", "roundTripTimeMillis");

  /** The examples' times lie in the past; moved to now they stay clear of the retention. */
  private static final Pattern TIME =
      Pattern.compile("\"(2026-11-22T[0-9:.]+Z)\"|\"?(17953338[0-9]{5})\"?");

  @TempDir Path data = Path.of("");
  private @Nullable TestServer server;
  private long shift;

  @BeforeEach
  void start() {
    server = TestServer.on(TestServer.settings(data));
    shift = Instant.now().toEpochMilli() - Instant.parse("2026-11-22T08:00:00Z").toEpochMilli();
  }

  @AfterEach
  void stop() {
    server().close();
  }

  @Test
  void streamStatistics() throws IOException {
    JsonNode body = post("softphonemetrics", "aws-sample-softphonemetrics.json");
    List<Map<String, Object>> expected = new ArrayList<>();
    for (JsonNode sample : body.path("softphoneStreamStatistics")) {
      Map<String, Object> document = header(body);
      document.put("softphoneStreamType", sample.path("softphoneStreamType").asString());
      document.put("timestamp", epochMillis(sample.path("timestamp")));
      for (String name : MEASUREMENTS) {
        String text = sample.path(name).asString("");
        if (!text.isEmpty()) {
          document.put(name, Double.parseDouble(text));
        }
      }
      expected.add(document);
    }
    assertThat(documents("samples", expected.getFirst().keySet(), MEASUREMENTS))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void callReport() throws IOException {
    JsonNode body = post("callreport", "aws-sample-callreport.json");
    JsonNode document = search("reports").get(0);
    Map<String, Object> expected = header(body);
    expected.put("numberofCpu", 8.0);
    expected.put("localDeviceMemoryLimit", 8.0);
    expected.put("agentBrowserName", "Chrome");
    expected.put("agentBrowserversion", "156.0.0.0");
    assertThat(only(document, expected.keySet())).isEqualTo(expected);
    for (Map.Entry<String, JsonNode> member : body.path("report").properties()) {
      JsonNode value = member.getValue();
      if (value.isBoolean() || value.isNumber()) {
        assertThat(document.path("report").path(member.getKey()).asString())
            .as(member.getKey())
            .isEqualTo(value.asString());
      }
    }
    assertThat(document.path("report").path("softphoneStreamStatistics")).hasSize(2);
    assertThat(document.toString()).doesNotContain("ExampleCredential");
  }

  @Test
  void apiMetrics() throws IOException {
    JsonNode body = post("apimetrics", "aws-sample-apimetrics.json");
    List<Map<String, Object>> expected = new ArrayList<>();
    for (JsonNode metric : body.path("API_METRIC")) {
      Map<String, Object> document = new TreeMap<>();
      document.put("agent", body.path("agent").asString());
      document.put("timestamp", epochMillis(metric.path("timestamp")));
      document.put(metric.path("name").asString(), metric.path("time").asDouble());
      expected.add(document);
    }
    List<Map<String, Object>> found = new ArrayList<>();
    for (JsonNode document : search("apiMetrics")) {
      found.add(only(document, List.of("agent", "timestamp", document.path("name").asString())));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /**
   * What every function writes of the header: the call configuration taken apart, the address
   * added.
   */
  private static Map<String, Object> header(JsonNode body) {
    Map<String, Object> header = new TreeMap<>();
    for (String name :
        List.of("agent", "contactId", "contactQueue", "agentRoutingProfile", "agentPrivateIp")) {
      header.put(name, body.path(name).asString());
    }
    JsonNode config = JSON.readTree(body.path("callConfigJson").asString());
    header.put("signalingEndpoint", config.path("signalingEndpoint").asString());
    List<String> servers = new ArrayList<>();
    for (JsonNode ice : config.path("iceServers")) {
      servers.add(ice.path("urls").get(0).asString().replace("?transport=udp", ""));
    }
    header.put("iceServers", String.join(", ", servers));
    header.put("agentPublicIp", "127.0.0.1");
    return header;
  }

  private List<Map<String, Object>> documents(
      String dataset, Iterable<String> common, Iterable<String> optional) {
    List<String> names = new ArrayList<>();
    common.forEach(names::add);
    optional.forEach(names::add);
    List<Map<String, Object>> found = new ArrayList<>();
    for (JsonNode document : search(dataset)) {
      found.add(only(document, names));
    }
    return found;
  }

  private static Map<String, Object> only(JsonNode document, Iterable<String> names) {
    Map<String, Object> picked = new TreeMap<>();
    for (String name : names) {
      JsonNode value = document.path(name);
      if (name.equals("timestamp")) {
        picked.put(name, value.asLong());
      } else if (value.isNumber()) {
        picked.put(name, value.asDouble());
      } else if (!value.isMissingNode()) {
        picked.put(name, value.asString());
      }
    }
    return picked;
  }

  private JsonNode post(String route, String example) throws IOException {
    String moved =
        TIME.matcher(Files.readString(EXAMPLES.resolve(example))).replaceAll(this::moved);
    var answer = server().post("/ingest/" + route, moved);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).path("rejected")).isEmpty();
    return JSON.readTree(moved);
  }

  /** In the form it had: ISO-8601 text, a number, or a number as text. */
  private String moved(MatchResult time) {
    if (time.group(1) != null) {
      return '"' + Instant.parse(time.group(1)).plusMillis(shift).toString() + '"';
    }
    return time.group()
        .replace(time.group(2), Long.toString(Long.parseLong(time.group(2)) + shift));
  }

  private static long epochMillis(JsonNode timestamp) {
    String text = timestamp.asString();
    return text.endsWith("Z") ? Instant.parse(text).toEpochMilli() : Long.parseLong(text);
  }

  private JsonNode search(String dataset) {
    long now = Instant.now().toEpochMilli();
    var answer =
        server()
            .post(
                "/api/v1/search",
                "{\"dataset\":\"%s\",\"from\":%d,\"to\":%d,\"limit\":1000}"
                    .formatted(dataset, now - 86_400_000L, now + 86_400_000L));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("documents");
  }

  private TestServer server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }
}
