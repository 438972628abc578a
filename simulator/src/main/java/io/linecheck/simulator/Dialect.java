package io.linecheck.simulator;

/** Which page sends an agent's telemetry, and so what it can know. */
enum Dialect {
  /** The public AWS sample's page with an older softphone: no more than its three bodies. */
  AWS_SAMPLE("1.2.4", "2.4.2"),
  /** Our collector, listening to the events of Connect's softphone. */
  CONNECT_EVENTS("1.3.2", "2.28.2"),
  /** Our collector, reading getStats() of the peer connection itself. */
  PEER_CONNECTION("1.3.2", "2.28.2");

  private final String rtcJsVersion;
  private final String streamsVersion;

  Dialect(String rtcJsVersion, String streamsVersion) {
    this.rtcJsVersion = rtcJsVersion;
    this.streamsVersion = streamsVersion;
  }

  String rtcJsVersion() {
    return rtcJsVersion;
  }

  String streamsVersion() {
    return streamsVersion;
  }

  String source() {
    return this == PEER_CONNECTION ? "peer-connection" : "connect-events";
  }

  boolean speaksOurExtensions() {
    return this != AWS_SAMPLE;
  }
}
