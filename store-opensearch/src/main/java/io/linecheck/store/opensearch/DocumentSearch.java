package io.linecheck.store.opensearch;

import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.Cursor;
import io.linecheck.store.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A checked search. Pages continue after the last document's sort value and key, so that documents
 * which arrive meanwhile do not shift them, and so that no context is kept in the cluster between
 * pages, for days perhaps.
 */
final class DocumentSearch {
  /** Documents in one response: a few MB. */
  private static final int CHUNK = 2_000;

  private final SearchQuestion question;
  private final QuestionSearch search;
  private final ActiveCalls activeCalls;
  private final Map<String, Object> query;
  private final DocumentReader reader;

  DocumentSearch(SearchQuestion question, QuestionSearch search, ActiveCalls activeCalls) {
    this.question = question;
    this.search = search;
    this.activeCalls = activeCalls;
    this.query =
        new FilterQuery(question.dataset(), activeCalls).of(question.range(), question.filter());
    this.reader = new DocumentReader(question.dataset(), activeCalls);
  }

  SearchAnswer answer() {
    List<String> key = DocumentKeys.of(question.dataset());
    String given = question.cursor();
    @Nullable Cursor position = given == null ? null : Cursor.decode(given, question, key.size());
    long total = -1;
    List<Map<String, Object>> documents = new ArrayList<>();
    // One document more than the page has, to know whether another follows.
    long wanted = question.limit() + 1L;
    @Nullable Cursor last = position;
    while (true) {
      int size = (int) Math.min(CHUNK, wanted - documents.size());
      JsonNode hits = search.ask(body(size, position, total < 0)).path("hits");
      if (total < 0) {
        total = hits.path("total").path("value").asLong(0);
      }
      for (JsonNode hit : hits.path("hits")) {
        if (documents.size() == question.limit()) {
          return new SearchAnswer(documents, last == null ? null : last.encode(question), total);
        }
        last = cursor(hit.path("sort"));
        documents.add(reader.read(hit.path("_source")));
      }
      if (hits.path("hits").size() < size) {
        return new SearchAnswer(documents, null, total);
      }
      position = last;
    }
  }

  private Map<String, Object> body(int size, @Nullable Cursor after, boolean withTotal) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("size", size);
    body.put("track_total_hits", withTotal);
    body.put("query", sortsByActive() ? scoredByActive() : query);
    List<Object> sort = new ArrayList<>();
    sort.add(sortsByActive() ? Map.of("_score", Map.of("order", order())) : sorted());
    sort.addAll(DocumentKeys.sort(question.dataset()));
    body.put("sort", sort);
    if (after != null) {
      List<@Nullable Object> position = new ArrayList<>();
      position.add(after.sortValue());
      position.addAll(after.key());
      body.put("search_after", position);
    }
    return body;
  }

  private Map<String, Object> sorted() {
    Field field = Fields.find(question.dataset(), question.sortField()).orElseThrow();
    return Map.of(
        Indices.path(question.dataset(), field),
        Map.of(
            "order",
            order(),
            "missing",
            "_last",
            "unmapped_type",
            DocumentKeys.type(field.type())));
  }

  /** A document's score is 1 if the call is active, else 0. */
  private Map<String, Object> scoredByActive() {
    return Map.of(
        "bool",
        Map.of(
            "filter",
            List.of(query),
            "should",
            List.of(Map.of("constant_score", Map.of("filter", activeCalls.query())))));
  }

  private boolean sortsByActive() {
    return ActiveCalls.has(question.dataset(), question.sortField());
  }

  private String order() {
    return question.descending() ? "desc" : "asc";
  }

  /** Sort values as they came: what stands for a missing one is OpenSearch's affair. */
  private static Cursor cursor(JsonNode sort) {
    List<Object> key = new ArrayList<>();
    for (int i = 1; i < sort.size(); i++) {
      key.add(sort.get(i).isNumber() ? sort.get(i).asLong() : (Object) sort.get(i).asString());
    }
    JsonNode first = sort.path(0);
    return new Cursor(first.isNull() ? null : plain(first), key);
  }

  private static @Nullable Object plain(JsonNode value) {
    return value.isString() ? value.asString() : JsonValues.parse(value.toString());
  }
}
