package io.linecheck.attributes;

import io.linecheck.model.CallAttribute;
import java.util.Map;
import java.util.Optional;

/** Who runs the network of a public address. Safe for many threads. */
public interface Operators {
  /** Without data: nothing is known of any address. */
  Operators UNKNOWN = _ -> Optional.empty();

  /**
   * Attributes of the group {@link io.linecheck.model.AttributeGroup#OPERATOR}; an empty map where
   * the data has nothing of the address, absent where there is no data at all.
   */
  Optional<Map<CallAttribute, String>> find(String address);
}
