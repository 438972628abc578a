package io.linecheck.server.attributes;

import io.linecheck.attributes.Tables;
import io.linecheck.enrich.AddressBits;
import io.linecheck.enrich.AddressText;
import io.linecheck.model.CallAttribute;
import io.linecheck.server.attributes.Reach.Group;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that calls come from and the table does not know.
 *
 * @param network 256 addresses of IPv4, or a site's 48 bits of IPv6
 * @param lastSeen epoch milliseconds
 * @param isp who runs it, where the IP data knows
 */
public record UnmappedNetwork(
    String network, long calls, long lastSeen, @Nullable String isp, @Nullable String country) {
  private static final int MOST = 500;

  /** Those with the most calls first. */
  static List<UnmappedNetwork> of(List<Group> groups, Tables tables) {
    Map<String, UnmappedNetwork> networks = new HashMap<>();
    for (Group group : groups) {
      String address = group.first();
      if (address != null && !Reach.isIn(tables).test(group)) {
        network(address)
            .ifPresent(network ->
                networks.merge(
                    network,
                    single(network, group, tables.operators().find(address)),
                    UnmappedNetwork::and));
      }
    }
    return networks.values().stream()
        .sorted(
            Comparator.comparingLong(UnmappedNetwork::calls)
                .reversed()
                .thenComparing(UnmappedNetwork::network))
        .limit(MOST)
        .toList();
  }

  private static Optional<String> network(String address) {
    return AddressBits.parse(address)
        .map(bits -> AddressText.shorten(address) + "/" + AddressText.keptBits(bits.six()));
  }

  private static UnmappedNetwork single(
      String network, Group group, Optional<Map<CallAttribute, String>> operator) {
    Map<CallAttribute, String> known = operator.orElse(Map.of());
    Instant last = group.last();
    return new UnmappedNetwork(
        network,
        group.calls(),
        last.toEpochMilli(),
        known.get(CallAttribute.AGENT_ISP),
        known.get(CallAttribute.AGENT_COUNTRY));
  }

  private UnmappedNetwork and(UnmappedNetwork other) {
    return new UnmappedNetwork(
        network,
        calls + other.calls,
        Math.max(lastSeen, other.lastSeen),
        isp == null ? other.isp : isp,
        country == null ? other.country : country);
  }
}
