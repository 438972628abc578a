package io.linecheck.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a call that are known at one moment. Unknown ones are absent, not empty.
 *
 * @param sent of the attributes in an {@link AttributeGroup}, what the page itself told: it stands
 *     again once nothing else says otherwise
 */
public record CallContext(Map<CallAttribute, String> attributes, Map<CallAttribute, String> sent) {
  /** What a page may tell of attributes in groups. */
  public static final List<CallAttribute> SENDABLE =
      List.of(
          CallAttribute.SITE,
          CallAttribute.HIERARCHY_L1,
          CallAttribute.HIERARCHY_L2,
          CallAttribute.HIERARCHY_L3,
          CallAttribute.HIERARCHY_L4,
          CallAttribute.HIERARCHY_L5);

  public static final CallContext EMPTY = new CallContext(Map.of());

  public CallContext {
    attributes = Collections.unmodifiableMap(copied(attributes));
    sent = Collections.unmodifiableMap(copied(sent));
  }

  /** All as the page told it. */
  public CallContext(Map<CallAttribute, String> attributes) {
    this(attributes, sendable(attributes));
  }

  public @Nullable String get(CallAttribute attribute) {
    return attributes.get(attribute);
  }

  /** With one more thing told by the page. */
  public CallContext with(CallAttribute attribute, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    Map<CallAttribute, String> changed = copied(attributes);
    changed.put(attribute, value);
    Map<CallAttribute, String> told = sent;
    if (SENDABLE.contains(attribute)) {
      told = copied(sent);
      told.put(attribute, value);
    }
    return new CallContext(changed, told);
  }

  /** As the page told it, without anything from elsewhere. */
  public CallContext asSent() {
    Map<CallAttribute, String> all = copied(attributes);
    for (AttributeGroup group : AttributeGroup.values()) {
      all.keySet().removeAll(group.members());
    }
    all.putAll(sent);
    return new CallContext(all, sent);
  }

  /** With the whole of a group replaced by what was found elsewhere. */
  public CallContext with(AttributeGroup group, Map<CallAttribute, String> found) {
    Map<CallAttribute, String> all = copied(attributes);
    all.keySet().removeAll(group.members());
    for (CallAttribute member : group.members()) {
      String value = found.get(member);
      if (value != null) {
        all.put(member, value);
      }
    }
    return new CallContext(all, sent);
  }

  /**
   * One context of several: of each attribute the value known last, and of each group what the last
   * context that knows any of it says.
   *
   * @param oldestFirst in the order in which they were heard of
   */
  public static CallContext latest(List<CallContext> oldestFirst) {
    EnumMap<CallAttribute, String> merged = new EnumMap<>(CallAttribute.class);
    for (CallContext context : oldestFirst) {
      for (AttributeGroup group : AttributeGroup.values()) {
        if (group.isIn(context.attributes)) {
          merged.keySet().removeAll(group.members());
        }
      }
      merged.putAll(context.attributes);
    }
    return new CallContext(merged);
  }

  private static Map<CallAttribute, String> sendable(Map<CallAttribute, String> attributes) {
    EnumMap<CallAttribute, String> told = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : SENDABLE) {
      String value = attributes.get(attribute);
      if (value != null) {
        told.put(attribute, value);
      }
    }
    return told;
  }

  private static Map<CallAttribute, String> copied(Map<CallAttribute, String> given) {
    EnumMap<CallAttribute, String> copy = new EnumMap<>(CallAttribute.class);
    copy.putAll(given);
    return copy;
  }
}
