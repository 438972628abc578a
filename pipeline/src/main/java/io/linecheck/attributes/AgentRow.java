package io.linecheck.attributes;

import io.linecheck.model.CallAttribute;
import java.util.Map;

/**
 * Where an agent stands in the organisation.
 *
 * @param agent user name, as Amazon Connect has it
 * @param values attributes of the group {@link io.linecheck.model.AttributeGroup#AGENT}
 */
public record AgentRow(String agent, Map<CallAttribute, String> values) {
  public AgentRow {
    values = Map.copyOf(values);
  }
}
