package io.linecheck.server.config;

import io.linecheck.server.config.Setting.Group;
import java.util.List;

/** What is stored of people, and for how long. */
public final class PrivacySettings {
  /** Under which name an agent is stored. */
  public enum AgentNames {
    PLAIN,
    PSEUDONYMS
  }

  public static final Setting<AgentNames> AGENT_NAMES =
      new Setting<>(
          "agent-names",
          Group.PRIVACY,
          ValueType.oneOf(AgentNames.class),
          "plain",
          "Whether telemetry that arrives is stored under the agent's name or under a pseudonym,"
              + " from which only a role leads back. What is stored already stays as it is.",
          false);
  public static final Setting<Retention> RETENTION_ADDRESSES =
      retention(
          "retention-addresses",
          "30d",
          "How long to keep agents' IP addresses whole; then the last 8 bits of IPv4 and the last"
              + " 80 of IPv6 become zero. Site, operator and country stay.");
  public static final Setting<Retention> RETENTION_PERSONAL =
      retention(
          "retention-personal",
          "400d",
          "How long to keep agents' names, ARNs and device labels; then a number stands for each"
              + " agent.");

  private static final List<Setting<?>> ALL =
      List.of(AGENT_NAMES, RETENTION_ADDRESSES, RETENTION_PERSONAL);

  private PrivacySettings() {}

  static List<Setting<?>> all() {
    return ALL;
  }

  private static Setting<Retention> retention(String key, String defaultText, String description) {
    return new Setting<>(
        key, Group.PRIVACY, ValueType.retention(), defaultText, description, false);
  }
}
