package io.linecheck.model;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Attributes that come together from one place outside the browser: a row of an uploaded table, or
 * IP data. Whatever the row says replaces all that the page itself told of the group, so that no
 * group is a mixture of two sources.
 */
public enum AttributeGroup {
  /** Of the network that an address lies in. */
  NETWORK(
      CallAttribute.SITE, CallAttribute.BUILDING, CallAttribute.NETWORK_TYPE, CallAttribute.VPN),
  /** Of who runs the network of a public address. */
  OPERATOR(CallAttribute.AGENT_ASN, CallAttribute.AGENT_ISP, CallAttribute.AGENT_COUNTRY),
  /** Of where an agent stands in the organisation. */
  AGENT(
      CallAttribute.HIERARCHY_L1,
      CallAttribute.HIERARCHY_L2,
      CallAttribute.HIERARCHY_L3,
      CallAttribute.HIERARCHY_L4,
      CallAttribute.HIERARCHY_L5,
      CallAttribute.TEAM,
      CallAttribute.LOCATION);

  private final Set<CallAttribute> members;

  AttributeGroup(CallAttribute first, CallAttribute... others) {
    members = EnumSet.of(first, others);
  }

  /** In the order of {@link CallAttribute}; not to be changed. */
  public Set<CallAttribute> members() {
    return members;
  }

  /** Whether any attribute of the group is among these. */
  boolean isIn(Map<CallAttribute, String> attributes) {
    for (CallAttribute member : members) {
      if (attributes.containsKey(member)) {
        return true;
      }
    }
    return false;
  }
}
