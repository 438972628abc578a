package io.linecheck.server.checkup;

/** What a check is about, in the order in which checks are listed. */
public enum Topic {
  SERVER("server", "Server"),
  LAST_START("lastStart", "Last start"),
  CONFIGURATION("configuration", "Configuration"),
  TELEMETRY("telemetry", "Telemetry arrives"),
  REFUSALS("refusals", "Telemetry refused"),
  CLOCKS("clocks", "Clocks of senders"),
  ORIGINS("origins", "Pages that may not send"),
  CERTIFICATE("certificate", "Certificate"),
  STORE("store", "Store"),
  CLUSTER("cluster", "Cluster"),
  LOSSES("losses", "Data lost"),
  DISK("disk", "Disk"),
  RETENTION("retention", "Retention"),
  IP_DATA("ipData", "IP data"),
  DATA_DIRECTORY("dataDirectory", "Data directory"),
  VERSIONS("versions", "Versions");

  private final String id;
  private final String title;

  Topic(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** For programs: it does not change. */
  public String id() {
    return id;
  }

  public String title() {
    return title;
  }
}
