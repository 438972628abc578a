package io.linecheck.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a call that are known at one moment. Unknown ones are absent, not empty. */
public record CallContext(Map<CallAttribute, String> attributes) {
  public static final CallContext EMPTY = new CallContext(Map.of());

  public CallContext {
    EnumMap<CallAttribute, String> copy = new EnumMap<>(CallAttribute.class);
    copy.putAll(attributes);
    attributes = Collections.unmodifiableMap(copy);
  }

  public @Nullable String get(CallAttribute attribute) {
    return attributes.get(attribute);
  }

  public CallContext with(CallAttribute attribute, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    EnumMap<CallAttribute, String> changed = new EnumMap<>(CallAttribute.class);
    changed.putAll(attributes);
    changed.put(attribute, value);
    return new CallContext(changed);
  }
}
