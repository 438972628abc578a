package io.linecheck.store.opensearch;

import io.linecheck.model.CallContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One set of attributes that a call was heard of with.
 *
 * @param first moment of what came with it, {@code last} the latest
 * @param receivedAt when it was first heard of
 */
record Leg(CallContext context, long first, long last, long receivedAt) {
  static final Comparator<Leg> OLDEST_FIRST =
      Comparator.comparingLong(Leg::last).thenComparingLong(Leg::receivedAt);

  /** Of a document of samples, reports or events. */
  static Leg of(JsonNode document, long first, long last) {
    return new Leg(
        ContextJson.read(document), first, last, Moments.of(document, WrittenRows.RECEIVED_AT));
  }

  static Leg fromJson(JsonNode json) {
    return new Leg(
        ContextJson.read(json),
        Moments.of(json, "first"),
        Moments.of(json, "last"),
        Moments.of(json, WrittenRows.RECEIVED_AT));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    ContextJson.put(json, context);
    return json.put("first", first).put("last", last).put(WrittenRows.RECEIVED_AT, receivedAt);
  }

  /** With the same attributes. */
  Leg and(Leg other) {
    return new Leg(
        context,
        Math.min(first, other.first),
        Math.max(last, other.last),
        Math.min(receivedAt, other.receivedAt));
  }

  Leg with(CallContext changed) {
    return new Leg(changed, first, last, receivedAt);
  }

  /** Each set of attributes once, oldest first. */
  static List<Leg> merged(Collection<Leg> legs) {
    Map<CallContext, Leg> merged = new HashMap<>();
    legs.forEach(leg -> merged.merge(leg.context(), leg, Leg::and));
    return merged.values().stream().sorted(OLDEST_FIRST).toList();
  }
}
