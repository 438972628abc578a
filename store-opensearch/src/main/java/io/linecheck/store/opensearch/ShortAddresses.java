package io.linecheck.store.opensearch;

import io.linecheck.enrich.AddressText;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.Dataset;
import io.linecheck.privacy.JsonStrings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces addresses of older calls by their networks. */
final class ShortAddresses {
  private static final List<CallAttribute> ADDRESSES =
      List.of(CallAttribute.AGENT_PRIVATE_IP, CallAttribute.AGENT_PUBLIC_IP);

  /** Rows that a slow node stored under a moment which was done already are done the next time. */
  private static final long OVERLAP_MILLIS = Duration.ofDays(1).toMillis();

  /** Addresses that are looked for at once. */
  private static final int ADDRESSES_AT_ONCE = 1_000;

  private final Cluster cluster;
  private final Indices indices;
  private final Sweep sweep;
  private final Watermark done;

  /**
   * @param done up to when addresses are short
   */
  ShortAddresses(Cluster cluster, Indices indices, Sweep sweep, Watermark done) {
    this.cluster = cluster;
    this.indices = indices;
    this.sweep = sweep;
    this.done = done;
  }

  long until() {
    return done.get();
  }

  /** In calls that were first heard of before a moment. */
  void make(long before) {
    for (Dataset dataset : List.of(Dataset.SAMPLES, Dataset.WINDOWS)) {
      for (CallAttribute attribute : ADDRESSES) {
        inRows(dataset, attribute, before);
      }
    }
    long from = Math.max(done.get(), OVERLAP_MILLIS) - OVERLAP_MILLIS;
    for (Dataset dataset : List.of(Dataset.REPORTS, Dataset.EVENTS)) {
      sweep.change(
          dataset,
          Queries.between(WrittenRows.RECEIVED_AT, from, before),
          ShortAddresses::inMembersAndTexts);
    }
    sweep.change(
        Dataset.CALLS,
        Queries.all(
            Queries.before(WrittenRows.RECEIVED_AT, before),
            Queries.from(DerivedDocuments.LAST_RECEIVED_AT, from)),
        ShortAddresses::inCall);
    done.raise(before);
  }

  private void inRows(Dataset dataset, CallAttribute attribute, long before) {
    String path = Queries.path(dataset, attribute.fieldName());
    ObjectNode older = Queries.before(Indices.member(dataset, WrittenRows.RECEIVED_AT), before);
    List<String> whole = wholeAddresses(dataset, path, older);
    for (int at = 0; at < whole.size(); at += ADDRESSES_AT_ONCE) {
      ObjectNode some = Json.object();
      ArrayNode values = some.putObject("terms").putArray(path);
      whole.subList(at, Math.min(at + ADDRESSES_AT_ONCE, whole.size())).forEach(values::add);
      sweep.change(
          dataset,
          Queries.all(older, some),
          row -> inMembers(row.members()) ? List.of(row.replaced()) : List.of());
    }
  }

  /** The addresses that are not short yet. */
  private List<String> wholeAddresses(Dataset dataset, String path, ObjectNode query) {
    List<String> whole = new ArrayList<>();
    ObjectNode search = Json.object().put("size", 0);
    search.set("query", query);
    ObjectNode composite = search.putObject("aggs").putObject("addresses").putObject("composite");
    composite.put("size", ADDRESSES_AT_ONCE);
    composite
        .putArray("sources")
        .addObject()
        .putObject("address")
        .putObject("terms")
        .put("field", path);
    JsonNode answer;
    do {
      answer =
          cluster
              .send("POST", indices.all(dataset) + "/_search", search)
              .orThrow(() -> "stored addresses cannot be read")
              .path("aggregations")
              .path("addresses");
      for (JsonNode bucket : answer.path("buckets")) {
        String address = bucket.path("key").path("address").asString();
        if (!shortened(address).equals(address)) {
          whole.add(address);
        }
      }
      if (answer.has("after_key")) {
        composite.set("after", answer.path("after_key"));
      }
    } while (answer.has("after_key"));
    return whole;
  }

  private static List<BulkOperation> inMembersAndTexts(StoredRow row) {
    String before = row.members().toString();
    inMembers(row.members());
    RowTexts.change(row, text -> JsonStrings.map(text, ShortAddresses::shortened));
    return row.members().toString().equals(before) ? List.of() : List.of(row.replaced());
  }

  private static List<BulkOperation> inCall(StoredRow row) {
    List<Leg> legs = new ArrayList<>();
    boolean changed = false;
    for (JsonNode json : row.members().path(DerivedDocuments.LEGS)) {
      Leg leg = Leg.fromJson(json);
      Leg shorter = leg.with(shortened(leg.context()));
      changed |= !shorter.equals(leg);
      legs.add(shorter);
    }
    DerivedDocuments.replaceLegs(row.members(), Leg.merged(legs));
    return changed ? List.of(row.replaced()) : List.of();
  }

  /** Returns whether any was not short. */
  private static boolean inMembers(ObjectNode members) {
    boolean changed = false;
    for (CallAttribute attribute : ADDRESSES) {
      String address = members.path(attribute.fieldName()).asString("");
      if (!shortened(address).equals(address)) {
        members.put(attribute.fieldName(), shortened(address));
        changed = true;
      }
    }
    return changed;
  }

  private static CallContext shortened(CallContext context) {
    EnumMap<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
    attributes.putAll(context.attributes());
    for (CallAttribute attribute : ADDRESSES) {
      attributes.computeIfPresent(attribute, (_, address) -> shortened(address));
    }
    return new CallContext(attributes, context.sent());
  }

  private static String shortened(String text) {
    return AddressText.replace(text, AddressText::shorten);
  }
}
