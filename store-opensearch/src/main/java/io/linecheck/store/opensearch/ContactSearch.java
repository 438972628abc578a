package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.query.CallDetail;
import io.linecheck.store.CallParts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that belongs to a contact, whichever days it is from. */
final class ContactSearch {
  private static final List<Dataset> OF_CONTACTS =
      List.of(Dataset.CALLS, Dataset.SAMPLES, Dataset.WINDOWS, Dataset.EVENTS, Dataset.REPORTS);

  private static final int CHUNK = 2_000;

  private final QuestionSearch search;
  private final Indices indices;
  private final ActiveCalls activeCalls;

  ContactSearch(QuestionSearch search, Indices indices, ActiveCalls activeCalls) {
    this.search = search;
    this.indices = indices;
    this.activeCalls = activeCalls;
  }

  Optional<CallDetail> find(String contactId) {
    Map<Dataset, Map<String, List<Map<String, Object>>>> byAgent = new EnumMap<>(Dataset.class);
    Set<String> agents = new LinkedHashSet<>();
    for (Dataset dataset : OF_CONTACTS) {
      Map<String, List<Map<String, Object>>> ofDataset = new LinkedHashMap<>();
      Map<String, Object> ofContact = equal(dataset, Fields.CONTACT_ID, contactId);
      for (Map<String, Object> document : documents(dataset, List.of(ofContact))) {
        String agent = String.valueOf(document.get(Fields.AGENT));
        ofDataset.computeIfAbsent(agent, _ -> new ArrayList<>()).add(document);
        agents.add(agent);
      }
      byAgent.put(dataset, ofDataset);
    }
    List<CallDetail.Part> parts =
        agents.stream()
            .map(agent -> CallParts.part(new CallKey(contactId, agent), found(agent, byAgent)))
            .toList();
    return CallParts.detail(contactId, parts);
  }

  private CallParts.Found<RuntimeException> found(
      String agent, Map<Dataset, Map<String, List<Map<String, Object>>>> byAgent) {
    return new CallParts.Found<>() {
      @Override
      public List<Map<String, Object>> documents(Dataset dataset) {
        return byAgent.getOrDefault(dataset, Map.of()).getOrDefault(agent, List.of());
      }

      @Override
      public List<Map<String, Object>> apiMetrics(long fromMillis, long toMillis) {
        return ContactSearch.this.documents(
            Dataset.API_METRICS,
            List.of(
                equal(Dataset.API_METRICS, Fields.AGENT, agent),
                Map.of(
                    "range",
                    Map.of(
                        path(Dataset.API_METRICS, Fields.TIMESTAMP),
                        TimeBounds.between(fromMillis, toMillis)))));
      }
    };
  }

  private List<Map<String, Object>> documents(Dataset dataset, List<Map<String, Object>> queries) {
    QuestionSearch ofDataset = search.over(indices.all(dataset));
    DocumentReader reader = new DocumentReader(dataset, activeCalls);
    List<Map<String, Object>> documents = new ArrayList<>();
    @Nullable JsonNode after = null;
    while (true) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("size", CHUNK);
      body.put("track_total_hits", false);
      body.put("query", FilterQuery.every(queries));
      body.put("sort", DocumentKeys.sort(dataset));
      if (after != null) {
        body.put("search_after", after);
      }
      JsonNode hits = ofDataset.ask(body).path("hits").path("hits");
      for (JsonNode hit : hits) {
        documents.add(reader.read(hit.path("_source")));
        after = hit.path("sort");
      }
      if (hits.size() < CHUNK) {
        return documents;
      }
    }
  }

  private static Map<String, Object> equal(Dataset dataset, String field, String value) {
    return Map.of("term", Map.of(path(dataset, field), Map.of("value", value)));
  }

  private static String path(Dataset dataset, String field) {
    return Indices.path(dataset, Fields.find(dataset, field).orElseThrow());
  }
}
