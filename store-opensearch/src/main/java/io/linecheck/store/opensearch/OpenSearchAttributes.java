package io.linecheck.store.opensearch;

import io.linecheck.attributes.Assignment;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.store.StoredAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks through the calls in the order of their first moments, which are the positions. */
final class OpenSearchAttributes implements StoredAttributes {
  /** Bounds how long derivation waits, and how much is done again after a restart. */
  private static final int CALLS_PER_STEP = 500;

  private static final int MOST_HITS = 10_000;
  private static final List<Dataset> PARTS =
      List.of(Dataset.SAMPLES, Dataset.WINDOWS, Dataset.REPORTS, Dataset.EVENTS);

  private final Cluster cluster;
  private final Indices indices;
  private final Sweep sweep;
  private final Deriver deriver;
  private final ShortAddresses addresses;

  OpenSearchAttributes(
      Cluster cluster, Indices indices, Sweep sweep, Deriver deriver, ShortAddresses addresses) {
    this.cluster = cluster;
    this.indices = indices;
    this.sweep = sweep;
    this.deriver = deriver;
    this.addresses = addresses;
  }

  @Override
  public Step reassign(long position, Assignment assignment) {
    AtomicReference<Step> step = new AtomicReference<>();
    deriver.pausedFor(() -> step.set(step(position, assignment)));
    return step.get();
  }

  private Step step(long position, Assignment assignment) {
    long end = Math.max(position, latest());
    ObjectNode after = Json.object();
    after.putObject("range").putObject(Fields.TIMESTAMP).put("gt", position);
    JsonNode first = calls(after, CALLS_PER_STEP);
    if (first.isEmpty()) {
      return new Step(end, end, 0, 0);
    }
    long to = Moments.of(first.path(first.size() - 1).path("_source"), Fields.TIMESTAMP);
    // Several calls can begin at the moment at which the step ends.
    ObjectNode range = Json.object();
    range.putObject("range").putObject(Fields.TIMESTAMP).put("gt", position).put("lte", to);
    JsonNode calls = calls(range, MOST_HITS);
    long shortUntil = addresses.until();
    long changed = 0;
    for (JsonNode hit : calls) {
      changed += reassign(hit.path("_source"), assignment, shortUntil) ? 1 : 0;
    }
    return new Step(to, Math.max(end, to), calls.size(), changed);
  }

  private boolean reassign(JsonNode call, Assignment assignment, long shortUntil) {
    String agent = call.path(Fields.AGENT).asString();
    Map<CallContext, CallContext> changes = new HashMap<>();
    for (JsonNode json : call.path(DerivedDocuments.LEGS)) {
      Leg leg = Leg.fromJson(json);
      CallContext after =
          assignment.again(
              new Assignment.Stored(
                  leg.context(),
                  Persons.isTakenOut(agent) ? null : agent,
                  Instant.ofEpochMilli(leg.first()),
                  leg.receivedAt() < shortUntil));
      if (!after.attributes().equals(leg.context().attributes())) {
        changes.put(leg.context(), after);
      }
    }
    if (changes.isEmpty()) {
      return false;
    }
    CallKey key = new CallKey(call.path(Fields.CONTACT_ID).asString(), agent);
    for (Dataset part : PARTS) {
      sweep.change(part, Queries.ofCall(part, key), row -> inPart(row, changes));
    }
    sweep.change(Dataset.CALLS, Queries.ofCall(Dataset.CALLS, key), row -> inCall(row, changes));
    return true;
  }

  private static List<BulkOperation> inPart(StoredRow row, Map<CallContext, CallContext> changes) {
    CallContext after = changes.get(ContextJson.read(row.members()));
    if (after == null) {
      return List.of();
    }
    ContextJson.remove(row.members());
    ContextJson.put(row.members(), after);
    return List.of(row.replaced());
  }

  private static List<BulkOperation> inCall(StoredRow row, Map<CallContext, CallContext> changes) {
    List<Leg> legs = new ArrayList<>();
    for (JsonNode json : row.members().path(DerivedDocuments.LEGS)) {
      Leg leg = Leg.fromJson(json);
      legs.add(leg.with(changes.getOrDefault(leg.context(), leg.context())));
    }
    DerivedDocuments.replaceLegs(row.members(), Leg.merged(legs));
    return List.of(row.replaced());
  }

  private JsonNode calls(ObjectNode query, int most) {
    ObjectNode search = Json.object().put("size", most);
    search.set("query", query);
    search
        .putArray("sort")
        .addObject()
        .putObject(Fields.TIMESTAMP)
        .put("order", "asc")
        .put("unmapped_type", "date");
    return ask(search).path("hits").path("hits");
  }

  private long latest() {
    cluster
        .send("POST", indices.all(Dataset.CALLS) + "/_refresh")
        .orThrow(() -> "stored calls cannot be read");
    ObjectNode search = Json.object().put("size", 0);
    search.putObject("aggs").putObject("latest").putObject("max").put("field", Fields.TIMESTAMP);
    return (long) ask(search).path("aggregations").path("latest").path("value").asDouble(START);
  }

  private JsonNode ask(ObjectNode search) {
    return cluster
        .send(
            "POST",
            indices.all(Dataset.CALLS) + "/_search?allow_partial_search_results=false",
            search)
        .orThrow(() -> "stored calls cannot be read");
  }
}
