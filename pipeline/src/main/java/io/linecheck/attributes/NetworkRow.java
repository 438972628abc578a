package io.linecheck.attributes;

import io.linecheck.enrich.Cidr;
import io.linecheck.model.CallAttribute;
import java.util.Map;

/**
 * What a block of addresses says about calls from it.
 *
 * @param values attributes of the group {@link io.linecheck.model.AttributeGroup#NETWORK}
 */
public record NetworkRow(Cidr block, Validity validity, Map<CallAttribute, String> values) {
  public NetworkRow {
    values = Map.copyOf(values);
  }
}
