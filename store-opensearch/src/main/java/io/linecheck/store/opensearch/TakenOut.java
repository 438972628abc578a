package io.linecheck.store.opensearch;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.privacy.NameText;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes persons out of older calls. A call goes as a whole, once all of it was heard of early
 * enough: its rows share one agent. Numbers are given in random order, so that they tell nothing.
 */
final class TakenOut {
  private static final List<CallAttribute> PERSONAL =
      List.of(CallAttribute.AGENT_ARN, CallAttribute.MICROPHONE, CallAttribute.SPEAKER);

  private static final List<Dataset> PARTS =
      List.of(Dataset.SAMPLES, Dataset.WINDOWS, Dataset.REPORTS, Dataset.EVENTS);

  /** Rows under the name keep the number in force as long as there is one in any of these. */
  private static final List<Dataset> WITH_AGENTS =
      List.of(Dataset.CALLS, Dataset.API_METRICS, Dataset.EVENTS);

  private static final int AGENTS_AT_ONCE = 1_000;

  private final Cluster cluster;
  private final Indices indices;
  private final Sweep sweep;
  private final Persons persons;

  TakenOut(Cluster cluster, Indices indices, Sweep sweep, Persons persons) {
    this.cluster = cluster;
    this.indices = indices;
    this.sweep = sweep;
    this.persons = persons;
  }

  /** Out of calls that were first heard of before a moment, and API metrics from before it. */
  void make(long before) {
    ObjectNode calls = Queries.before(DerivedDocuments.LAST_RECEIVED_AT, before);
    ObjectNode metrics =
        Queries.before(Indices.member(Dataset.API_METRICS, Fields.TIMESTAMP), before);
    ObjectNode asides = asides(before);
    Set<String> agents = new LinkedHashSet<>();
    agents.addAll(agents(Dataset.CALLS, calls));
    agents.addAll(agents(Dataset.API_METRICS, metrics));
    agents.addAll(agents(Dataset.EVENTS, asides));
    List<String> inRandomOrder = new ArrayList<>(agents);
    Collections.shuffle(inRandomOrder, new SecureRandom());
    for (String agent : inRandomOrder) {
      String number = persons.findOrGive(agent);
      for (CallKey call : calls(agent, calls)) {
        takeOut(call, number);
      }
      change(Dataset.API_METRICS, ofAgent(Dataset.API_METRICS, agent, metrics), number);
      change(Dataset.EVENTS, ofAgent(Dataset.EVENTS, agent, asides), number);
      if (WITH_AGENTS.stream().noneMatch(dataset -> exists(dataset, agent))) {
        persons.forget(agent);
      }
    }
  }

  /** The call's own row last: it tells what is still to be done. */
  private void takeOut(CallKey call, String number) {
    for (Dataset part : PARTS) {
      change(part, Queries.ofCall(part, call), number);
    }
    change(Dataset.CALLS, Queries.ofCall(Dataset.CALLS, call), number);
  }

  private void change(Dataset dataset, ObjectNode query, String number) {
    sweep.change(dataset, query, row -> withoutPerson(row, number));
  }

  private static List<BulkOperation> withoutPerson(StoredRow row, String number) {
    ObjectNode members = row.members();
    Map<String, String> replacements = new HashMap<>();
    for (CallAttribute attribute : PERSONAL) {
      JsonNode value = members.path(attribute.fieldName());
      if (value.isString()) {
        replacements.put(value.asString(), "");
        members.remove(attribute.fieldName());
      }
    }
    replacements.put(row.agent(), number);
    members.put(Fields.AGENT, number);
    RowTexts.change(row, new NameText(replacements)::replaceInJson);
    if (row.dataset() == Dataset.CALLS) {
      DerivedDocuments.replaceLegs(members, legs(members));
    }
    return row.renamed();
  }

  private static List<Leg> legs(ObjectNode call) {
    List<Leg> legs = new ArrayList<>();
    for (JsonNode json : call.path(DerivedDocuments.LEGS)) {
      Leg leg = Leg.fromJson(json);
      EnumMap<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
      attributes.putAll(leg.context().attributes());
      PERSONAL.forEach(attributes::remove);
      legs.add(leg.with(new CallContext(attributes, leg.context().sent())));
    }
    return Leg.merged(legs);
  }

  /** Events that belong to no call. */
  private static ObjectNode asides(long before) {
    ObjectNode kinds = Json.object();
    var values = kinds.putObject("terms").putArray(Queries.path(Dataset.EVENTS, "kind"));
    CallEvent.ASIDES.stream().sorted().forEach(values::add);
    return Queries.all(Queries.before(WrittenRows.RECEIVED_AT, before), kinds);
  }

  private static ObjectNode ofAgent(Dataset dataset, String agent, ObjectNode query) {
    return Queries.all(Queries.ofAgent(dataset, agent), query);
  }

  private List<CallKey> calls(String agent, ObjectNode query) {
    List<CallKey> calls = new ArrayList<>();
    sweep.change(
        Dataset.CALLS,
        ofAgent(Dataset.CALLS, agent, query),
        row -> {
          calls.add(new CallKey(row.members().path(Fields.CONTACT_ID).asString(), agent));
          return List.of();
        });
    return calls;
  }

  /** Those who are still named. */
  private List<String> agents(Dataset dataset, ObjectNode query) {
    List<String> agents = new ArrayList<>();
    ObjectNode search = Json.object().put("size", 0);
    search.set("query", query);
    ObjectNode composite = search.putObject("aggs").putObject("agents").putObject("composite");
    composite.put("size", AGENTS_AT_ONCE);
    composite
        .putArray("sources")
        .addObject()
        .putObject("agent")
        .putObject("terms")
        .put("field", Queries.path(dataset, Fields.AGENT));
    JsonNode answer;
    do {
      answer = ask(dataset, search).path("aggregations").path("agents");
      for (JsonNode bucket : answer.path("buckets")) {
        String agent = bucket.path("key").path("agent").asString();
        if (!Persons.isTakenOut(agent)) {
          agents.add(agent);
        }
      }
      if (answer.has("after_key")) {
        composite.set("after", answer.path("after_key"));
      }
    } while (answer.has("after_key"));
    return agents;
  }

  private boolean exists(Dataset dataset, String agent) {
    ObjectNode search = Json.object().put("size", 0).put("terminate_after", 1);
    search.set("query", Queries.ofAgent(dataset, agent));
    return ask(dataset, search).path("hits").path("total").path("value").asLong() > 0;
  }

  private JsonNode ask(Dataset dataset, ObjectNode search) {
    return cluster
        .send("POST", indices.all(dataset) + "/_search?allow_partial_search_results=false", search)
        .orThrow(() -> "stored agents cannot be read");
  }
}
