package io.linecheck.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** What stands at the head of every body about a call. */
final class BodyHeader {
  private static final String COLLECTOR_VERSION = "0.1.0";

  /** No secret: it is there because real pages send one, which the server has to remove. */
  private static final String TURN_CREDENTIAL = "simulated-credential";

  private BodyHeader() {}

  static void write(JsonGenerator json, CallPlan plan, UUID batchId) {
    Agent agent = plan.agent();
    json.writeStringProperty("agent", agent.userName());
    json.writeStringProperty("contactId", plan.contactId().toString());
    json.writeStringProperty("contactQueue", plan.queue());
    json.writeStringProperty("agentRoutingProfile", agent.team().routingProfile());
    json.writeStringProperty("agentPrivateIp", agent.workplace().privateIp());
    if (agent.dialect() != Dialect.PEER_CONNECTION) {
      json.writeStringProperty("callConfigJson", callConfig(plan));
    }
    if (agent.dialect().speaksOurExtensions()) {
      json.writeStringProperty("batchId", batchId.toString());
      collector(json, agent.dialect());
      instance(json, plan);
      environment(json, agent);
    }
    if (agent.dialect() == Dialect.PEER_CONNECTION) {
      json.writeStringProperty("codec", "opus");
      json.writeStringProperty("relayProtocol", "udp");
      json.writeStringProperty("callConfigJson", callConfig(plan));
    }
  }

  static void collector(JsonGenerator json, Dialect dialect) {
    json.writeObjectPropertyStart("collector");
    json.writeStringProperty("version", COLLECTOR_VERSION);
    json.writeStringProperty("source", dialect.source());
    json.writeStringProperty("streamsVersion", dialect.streamsVersion());
    json.writeStringProperty("rtcJsVersion", dialect.rtcJsVersion());
    json.writeEndObject();
  }

  private static void instance(JsonGenerator json, CallPlan plan) {
    Agent agent = plan.agent();
    Instance instance = agent.team().instance();
    json.writeStringProperty("agentArn", agent.arn());
    json.writeStringProperty("instanceId", instance.id());
    json.writeStringProperty("region", instance.awsRegion());
    json.writeStringProperty("site", agent.workplace().site());
    List<String> levels = agent.team().hierarchy();
    for (int level = 0; level < levels.size(); level++) {
      json.writeStringProperty("hierarchyL" + (level + 1), levels.get(level));
    }
    json.writeObjectPropertyStart("contact");
    json.writeStringProperty("initialContactId", plan.contactId().toString());
    json.writeStringProperty("initiationMethod", plan.initiationMethod());
    json.writeStringProperty("subtype", "connect:Telephony");
    String queueId = Dice.of(plan.queue().hashCode(), "queue").uuid().toString();
    json.writeStringProperty("queueArn", instance.arn("/queue/", queueId));
    json.writeEndObject();
  }

  private static void environment(JsonGenerator json, Agent agent) {
    Computer computer = agent.computer();
    json.writeObjectPropertyStart("environment");
    json.writeStringProperty("browser", computer.browser());
    json.writeStringProperty("browserVersion", computer.browserVersion());
    json.writeStringProperty("os", computer.os());
    json.writeNumberProperty("cores", computer.cores());
    json.writeNumberProperty("memory", computer.memoryGigabytes());
    json.writeStringProperty("microphone", "Headset Microphone (" + computer.headset() + ")");
    json.writeStringProperty("speaker", "Headset Earphone (" + computer.headset() + ")");
    json.writeEndObject();
  }

  /** Connect hands this to the page as a JSON string. */
  private static String callConfig(CallPlan plan) {
    Instance instance = plan.agent().team().instance();
    return new String(
        Json.object(json -> {
          json.writeStringProperty("signalingEndpoint", instance.signalingEndpoint());
          json.writeArrayPropertyStart("iceServers");
          json.writeStartObject();
          json.writeArrayPropertyStart("urls");
          json.writeString("turn:" + plan.turnHost() + ":3478?transport=udp");
          json.writeEndArray();
          json.writeStringProperty("username", "simulated-user");
          json.writeStringProperty("credential", TURN_CREDENTIAL);
          json.writeEndObject();
          json.writeEndArray();
          json.writeStringProperty("protocol", "LilyRTC/1.0");
          json.writeBooleanProperty("useWebSocketProvider", true);
        }),
        StandardCharsets.UTF_8);
  }
}
