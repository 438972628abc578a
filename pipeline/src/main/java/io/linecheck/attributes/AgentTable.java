package io.linecheck.attributes;

import io.linecheck.model.CallAttribute;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where agents stand in the organisation, by user name, whatever its case. Immutable; safe for many
 * threads.
 */
public final class AgentTable {
  public static final AgentTable EMPTY = new AgentTable(List.of());

  private final Map<String, Map<CallAttribute, String>> byAgent;

  /**
   * @param rows of which no two have the same agent
   */
  public AgentTable(List<AgentRow> rows) {
    byAgent = HashMap.newHashMap(rows.size());
    rows.forEach(row -> byAgent.put(key(row.agent()), row.values()));
  }

  public Optional<Map<CallAttribute, String>> find(String agent) {
    return byAgent.isEmpty() ? Optional.empty() : Optional.ofNullable(byAgent.get(key(agent)));
  }

  /** How two spellings of a name are told to be the same. */
  public static String key(String agent) {
    return agent.toLowerCase(Locale.ROOT);
  }
}
