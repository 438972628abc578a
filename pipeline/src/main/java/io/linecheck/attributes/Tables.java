package io.linecheck.attributes;

import io.linecheck.model.AttributeGroup;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables in force. What a table says of a call replaces all that the page told of the same
 * group; where it has no row, what the page told stands.
 *
 * @param byPseudonym rows of the table of agents by what stands for their names in the store
 */
public record Tables(
    NetworkTable networks,
    AgentTable agents,
    Operators operators,
    Map<String, Map<CallAttribute, String>> byPseudonym)
    implements Assignment {
  public Tables {
    byPseudonym = Map.copyOf(byPseudonym);
  }

  @Override
  public CallContext assign(CallContext told, String agent, Instant at) {
    return replaced(
        told,
        Map.of(
            AttributeGroup.NETWORK, network(told, at),
            AttributeGroup.AGENT, agents.find(agent),
            AttributeGroup.OPERATOR, operator(told)));
  }

  @Override
  public CallContext again(Stored stored) {
    CallContext before = stored.context();
    Optional<Map<CallAttribute, String>> kept = Optional.of(before.attributes());
    @Nullable String agent = stored.agent();
    return replaced(
        before.asSent(),
        Map.of(
            AttributeGroup.NETWORK,
            stored.shortAddresses() && cannotTell(before) ? kept : network(before, stored.at()),
            AttributeGroup.AGENT,
            agent == null ? kept : place(agent),
            AttributeGroup.OPERATOR,
            operator(before).or(() -> kept)));
  }

  private static CallContext replaced(
      CallContext told, Map<AttributeGroup, Optional<Map<CallAttribute, String>>> found) {
    CallContext known = told;
    for (Map.Entry<AttributeGroup, Optional<Map<CallAttribute, String>>> each : found.entrySet()) {
      if (each.getValue().isPresent()) {
        known = known.with(each.getKey(), each.getValue().get());
      }
    }
    return known;
  }

  private Optional<Map<CallAttribute, String>> network(CallContext call, Instant at) {
    return networks
        .find(call.get(CallAttribute.AGENT_PUBLIC_IP), call.get(CallAttribute.AGENT_PRIVATE_IP), at)
        .map(NetworkRow::values);
  }

  private Optional<Map<CallAttribute, String>> place(String storedAgent) {
    return Optional.ofNullable(byPseudonym.get(storedAgent)).or(() -> agents.find(storedAgent));
  }

  private Optional<Map<CallAttribute, String>> operator(CallContext call) {
    return Optional.ofNullable(call.get(CallAttribute.AGENT_PUBLIC_IP)).flatMap(operators::find);
  }

  private boolean cannotTell(CallContext before) {
    return networks.tellsApart(before.get(CallAttribute.AGENT_PUBLIC_IP))
        || networks.tellsApart(before.get(CallAttribute.AGENT_PRIVATE_IP));
  }
}
