package io.linecheck.model;

import static io.linecheck.model.FieldType.KEYWORD;
import static io.linecheck.model.FieldType.NUMBER;

/**
 * What is known about a call beside its measurements: who, on which queue, from where, with what
 * software. The one list of these names; wire decoding, storage columns and the API follow it.
 */
public enum CallAttribute {
  CONTACT_QUEUE("contactQueue", KEYWORD, "Queue the contact came through"),
  CONTACT_QUEUE_ARN("contactQueueArn", KEYWORD, "ARN of the queue"),
  AGENT_ROUTING_PROFILE("agentRoutingProfile", KEYWORD, "Routing profile of the agent"),
  AGENT_ARN("agentArn", KEYWORD, "ARN of the agent"),
  INSTANCE_ID("instanceId", KEYWORD, "Amazon Connect instance"),
  REGION("region", KEYWORD, "AWS region of the instance"),
  INITIAL_CONTACT_ID("initialContactId", KEYWORD, "First contact of a chain of transfers"),
  INITIATION_METHOD(
      "initiationMethod", KEYWORD, "How the contact began: inbound, outbound, transfer, …"),
  CONTACT_SUBTYPE("contactSubtype", KEYWORD, "connect:Telephony, connect:WebRTC, …"),
  AGENT_PRIVATE_IP("agentPrivateIp", KEYWORD, "Local address, as the page reports it"),
  AGENT_PUBLIC_IP("agentPublicIp", KEYWORD, "Address the telemetry came from"),
  SIGNALING_ENDPOINT("signalingEndpoint", KEYWORD, "Signalling address of the call"),
  ICE_SERVERS("iceServers", KEYWORD, "ICE servers offered to the call"),
  TURN_HOST("turnHost", KEYWORD, "Host of the first TURN server"),
  MEDIA_REGION("mediaRegion", KEYWORD, "AWS region of the TURN host"),
  AGENT_BROWSER_NAME("agentBrowserName", KEYWORD, "Browser, as the page names it"),
  AGENT_BROWSER_VERSION("agentBrowserversion", KEYWORD, "Browser version, as the page names it"),
  OS("os", KEYWORD, "Operating system"),
  NUMBER_OF_CPU("numberofCpu", NUMBER, "Logical processors"),
  LOCAL_DEVICE_MEMORY_LIMIT(
      "localDeviceMemoryLimit", NUMBER, "Memory in GiB, rounded by the browser"),
  CODEC("codec", KEYWORD, "Audio codec in use: opus, PCMU, PCMA"),
  RELAY_PROTOCOL(
      "relayProtocol", KEYWORD, "Transport between agent and TURN server: udp, tcp, tls"),
  MICROPHONE("microphone", KEYWORD, "Label of the microphone in use"),
  SPEAKER("speaker", KEYWORD, "Label of the speaker in use"),
  SOURCE("source", KEYWORD, "Where samples came from: connect-events, peer-connection, log-import"),
  COLLECTOR_VERSION("collectorVersion", KEYWORD, "Version of the collector"),
  STREAMS_VERSION("streamsVersion", KEYWORD, "Version of amazon-connect-streams"),
  RTC_JS_VERSION("rtcJsVersion", KEYWORD, "Version of connect-rtc-js"),
  ORIGIN("origin", KEYWORD, "Origin of the page that sent the data"),
  SITE("site", KEYWORD, "Site of the agent"),
  AGENT_ASN("agentAsn", NUMBER, "Autonomous system of the public address"),
  AGENT_ISP("agentIsp", KEYWORD, "Network operator of the public address"),
  AGENT_COUNTRY("agentCountry", KEYWORD, "Country the public address is registered in"),
  HIERARCHY_L1("hierarchyL1", KEYWORD, "Agent hierarchy, level 1"),
  HIERARCHY_L2("hierarchyL2", KEYWORD, "Agent hierarchy, level 2"),
  HIERARCHY_L3("hierarchyL3", KEYWORD, "Agent hierarchy, level 3"),
  HIERARCHY_L4("hierarchyL4", KEYWORD, "Agent hierarchy, level 4"),
  HIERARCHY_L5("hierarchyL5", KEYWORD, "Agent hierarchy, level 5"),
  TEAM("team", KEYWORD, "Team of the agent"),
  LOCATION("location", KEYWORD, "Where the agent works"),
  BUILDING("building", KEYWORD, "Building of the agent"),
  NETWORK_TYPE("networkType", KEYWORD, "Kind of network: wired, Wi-Fi, VPN, …"),
  VPN("vpn", KEYWORD, "Whether the network is a VPN: yes or no");

  private final Field field;

  CallAttribute(String name, FieldType type, String description) {
    this.field = new Field(name, type, null, description);
  }

  public Field field() {
    return field;
  }

  /** The name everywhere outside SQL. */
  public String fieldName() {
    return field.name();
  }
}
