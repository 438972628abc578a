package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of deriving: what some notes bear on is computed again from the stored rows.
 *
 * <p>A call's document is read before its rows are made visible and read, and after the notes were
 * taken; what is written is written only if nothing of it has changed since, and the call's
 * document after its windows: whoever reads a call finds all windows that it was made from. So a
 * step may be repeated, may run on several nodes at once, may take in late and duplicate data in
 * any order, and loses nothing if the node dies in its middle: the notes are removed last. For one
 * thread.
 */
final class DerivationCycle {
  private static final int MOST_HITS = 10_000;

  /** Of index names in a request's first line, which may have 4 KiB. */
  private static final int LONGEST_NAMES = 3_000;

  private final Cluster cluster;
  private final Indices indices;
  private final Bulk bulk;
  private final PendingCalls pending;
  private final OpenSearchConfig.Deriving config;
  private final LongSupplier samplesFrom;

  /**
   * @param samplesFrom before which samples have gone by retention
   */
  DerivationCycle(
      Cluster cluster,
      Indices indices,
      Bulk bulk,
      PendingCalls pending,
      OpenSearchConfig.Deriving config,
      LongSupplier samplesFrom) {
    this.cluster = cluster;
    this.indices = indices;
    this.bulk = bulk;
    this.pending = pending;
    this.config = config;
    this.samplesFrom = samplesFrom;
  }

  /** Returns the notes that are settled; of other calls somebody changed something meanwhile. */
  List<PendingCalls.Note> run(Collection<PendingCalls.Note> notes) {
    List<TouchedCall> calls = calls(notes);
    makeVisible(Set.of(indices.all(Dataset.CALLS)));
    readCalls(calls);
    makeRowsVisible(calls);
    readParts(calls);
    readSamples(calls);
    Set<TouchedCall> overtaken = new HashSet<>();
    Set<String> windows =
        write(calls, call -> call.windowOperations(config.windowScorer()), overtaken);
    List<TouchedCall> left = calls.stream().filter(call -> !overtaken.contains(call)).toList();
    Set<String> ofCalls = write(left, call -> call.callOperations(config.callScorer()), overtaken);
    // Who sees windows shall find their call.
    makeVisible(ofCalls);
    makeVisible(windows);
    List<PendingCalls.Note> settled = new ArrayList<>();
    for (TouchedCall call : calls) {
      if (!overtaken.contains(call)) {
        settled.addAll(call.notes);
      }
    }
    if (!settled.isEmpty()) {
      bulk.send(settled.stream().map(pending::toBeRemoved).toList());
    }
    return settled;
  }

  private List<TouchedCall> calls(Collection<PendingCalls.Note> notes) {
    Map<CallKey, TouchedCall> calls = new LinkedHashMap<>();
    for (PendingCalls.Note note : notes) {
      calls.computeIfAbsent(note.call(), key -> new TouchedCall(key, indices, note)).add(note);
    }
    return List.copyOf(calls.values());
  }

  /** Makes everything that was acknowledged before the notes were taken visible to searches. */
  private void makeRowsVisible(List<TouchedCall> calls) {
    Set<String> names = new HashSet<>();
    for (TouchedCall call : calls) {
      for (Dataset dataset :
          List.of(Dataset.SAMPLES, Dataset.WINDOWS, Dataset.REPORTS, Dataset.EVENTS)) {
        names.add(indices.of(dataset, call.reach()));
      }
    }
    makeVisible(names);
  }

  private void readCalls(List<TouchedCall> calls) {
    MultiSearch searches = new MultiSearch(cluster);
    for (TouchedCall call : calls) {
      ObjectNode search = Json.object().put("seq_no_primary_term", true);
      search.putObject("query").putObject("ids").putArray("values").add(Ids.call(call.key));
      searches.add(indices.all(Dataset.CALLS), search);
    }
    List<JsonNode> hits = searches.hits();
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).stored(hits.get(i));
    }
  }

  private void readParts(List<TouchedCall> calls) {
    List<JsonNode> events = rows(Dataset.EVENTS, calls);
    List<JsonNode> reports = rows(Dataset.REPORTS, calls);
    List<JsonNode> windows = rows(Dataset.WINDOWS, calls);
    long from = samplesFrom.getAsLong();
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).events(events.get(i));
      calls.get(i).reports(reports.get(i));
      calls.get(i).windows(windows.get(i), from);
    }
  }

  private void readSamples(List<TouchedCall> calls) {
    List<TouchedCall> withSamples =
        calls.stream().filter(call -> call.stretch().isPresent()).toList();
    MultiSearch searches = new MultiSearch(cluster);
    List<TouchedCall> asked = new ArrayList<>();
    for (TouchedCall call : withSamples) {
      for (TimeRange part : SummedSamples.parts(call.stretch().orElseThrow())) {
        searches.add(indices.of(Dataset.SAMPLES, part), SummedSamples.question(call.key, part));
        asked.add(call);
      }
    }
    List<JsonNode> responses = searches.responses();
    for (int i = 0; i < responses.size(); i++) {
      asked.get(i).samples(responses.get(i));
    }
  }

  /** The rows of each call, in the order of time. */
  private List<JsonNode> rows(Dataset dataset, List<TouchedCall> calls) {
    MultiSearch searches = new MultiSearch(cluster);
    for (TouchedCall call : calls) {
      searches.add(indices.of(dataset, call.reach()), search(dataset, call.key, call.reach()));
    }
    List<JsonNode> hits = searches.hits();
    for (int i = 0; i < calls.size(); i++) {
      addRest(dataset, calls.get(i).key, calls.get(i).reach(), (ArrayNode) hits.get(i));
    }
    return hits;
  }

  /** A call of half a day has more rows than one search gives. */
  private void addRest(Dataset dataset, CallKey call, TimeRange range, ArrayNode hits) {
    int page = hits.size();
    while (page == MOST_HITS) {
      ObjectNode next = search(dataset, call, range);
      next.set("search_after", hits.path(hits.size() - 1).path("sort"));
      JsonNode more =
          new MultiSearch(cluster).add(indices.of(dataset, range), next).hits().getFirst();
      more.forEach(hits::add);
      page = more.size();
    }
  }

  private static ObjectNode search(Dataset dataset, CallKey call, TimeRange range) {
    String time = Indices.member(dataset, Fields.TIMESTAMP);
    ObjectNode search = Json.object().put("size", MOST_HITS).put("seq_no_primary_term", true);
    if (dataset == Dataset.WINDOWS) {
      Columns.only(search, CallWindows.COLUMNS);
    }
    search.set(
        "query",
        Queries.all(
            Queries.ofCall(dataset, call),
            Queries.between(time, range.from().toEpochMilli(), range.to().toEpochMilli())));
    ArrayNode sort = search.putArray("sort");
    sort.add(time);
    switch (dataset) {
      case WINDOWS -> sort.add(Queries.path(dataset, Fields.STREAM));
      case EVENTS -> sort.add(Queries.path(dataset, "kind"));
      case SAMPLES, CALLS, REPORTS, API_METRICS -> {
        // One at a moment.
      }
    }
    return search;
  }

  /**
   * Returns the indices that were written to.
   *
   * @param overtaken to which the calls are added of which somebody else changed something
   *     meanwhile, or may have
   */
  private Set<String> write(
      List<TouchedCall> calls,
      Function<TouchedCall, List<BulkOperation>> derived,
      Set<TouchedCall> overtaken) {
    List<BulkOperation> operations = new ArrayList<>();
    List<TouchedCall> owners = new ArrayList<>();
    for (TouchedCall call : calls) {
      for (BulkOperation operation : derived.apply(call)) {
        operations.add(operation);
        owners.add(call);
      }
    }
    Set<String> written = new HashSet<>();
    List<Bulk.Outcome> outcomes = operations.isEmpty() ? List.of() : bulk.send(operations);
    for (int i = 0; i < outcomes.size(); i++) {
      written.add(operations.get(i).index());
      switch (outcomes.get(i)) {
        case Bulk.Outcome.Done _, Bulk.Outcome.Missing _ -> {
          // As it should be.
        }
        case Bulk.Outcome.Conflict _, Bulk.Outcome.Found _ -> overtaken.add(owners.get(i));
        case Bulk.Outcome.Refused refused ->
            throw new IllegalStateException(
                operations.get(i).index() + " does not take what is derived: " + refused.reason());
      }
    }
    return written;
  }

  private void makeVisible(Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String some = String.join(",", names);
    Reply reply =
        cluster.send(
            "POST",
            (some.length() <= LONGEST_NAMES ? some : indices.everything())
                + "/_refresh?ignore_unavailable=true");
    JsonNode shards =
        reply.orThrow(() -> "what was written cannot be made visible").path("_shards");
    if (shards.path("failed").asInt(0) > 0) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          "what was written is not visible in every copy: " + shards.path("failures").path(0));
    }
  }
}
