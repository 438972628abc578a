package io.linecheck.store.opensearch;

import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All groups of the rows that a query finds, in the order of their values, absent last, page by
 * page: so none is missed and none is counted short, as lists of the most frequent values would.
 */
final class Groups {
  private static final String PAGE = "groups";

  private final QuestionSearch search;
  private final Map<String, Object> query;
  private final List<Source> sources;
  private final Map<String, Object> measures;
  private final int pageSize;

  /**
   * @param measures aggregations for each group
   * @param pageSize groups in the cluster's memory at a time
   */
  Groups(
      QuestionSearch search,
      Map<String, Object> query,
      List<Source> sources,
      Map<String, Object> measures,
      int pageSize) {
    this.search = search;
    this.query = query;
    this.sources = sources;
    this.measures = measures;
    this.pageSize = pageSize;
  }

  /**
   * A value that makes the groups.
   *
   * @param type of the value
   * @param definition what OpenSearch takes it from
   */
  record Source(FieldType type, Map<String, Object> definition) {
    static Source of(Field field, String path) {
      return new Source(
          field.type(),
          Map.of("terms", Map.of("field", path, "missing_bucket", true, "missing_order", "last")));
    }

    /** Rows without a value are in no group. */
    static Source ofPresent(Field field, String path) {
      return new Source(field.type(), Map.of("terms", Map.of("field", path)));
    }

    /** Stretches of time, aligned to the epoch. */
    static Source ofBuckets(String path, long intervalMillis) {
      return new Source(
          FieldType.TIME,
          Map.of("date_histogram", Map.of("field", path, "fixed_interval", intervalMillis + "ms")));
    }
  }

  interface Visitor {
    /**
     * Looks at a group.
     *
     * @param bucket the group's aggregations
     * @return whether to go on
     */
    boolean visit(List<@Nullable Object> key, long rows, JsonNode bucket);
  }

  void visit(Visitor visitor) {
    @Nullable JsonNode after = null;
    while (true) {
      JsonNode page = search.ask(body(after)).path("aggregations").path(PAGE);
      JsonNode buckets = page.path("buckets");
      for (JsonNode bucket : buckets) {
        if (!visitor.visit(key(bucket.path("key")), bucket.path("doc_count").asLong(), bucket)) {
          return;
        }
      }
      if (buckets.size() < pageSize) {
        return;
      }
      after = page.path("after_key");
    }
  }

  private Map<String, Object> body(@Nullable JsonNode after) {
    List<Map<String, Object>> named = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      named.add(Map.of(name(i), sources.get(i).definition()));
    }
    Map<String, Object> composite = new LinkedHashMap<>();
    composite.put("size", pageSize);
    composite.put("sources", named);
    if (after != null) {
      composite.put("after", after);
    }
    Map<String, Object> aggregation = new LinkedHashMap<>();
    aggregation.put("composite", composite);
    if (!measures.isEmpty()) {
      aggregation.put("aggs", measures);
    }
    return Map.of("size", 0, "query", query, "aggs", Map.of(PAGE, aggregation));
  }

  private List<@Nullable Object> key(JsonNode key) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      values.add(DocumentReader.value(sources.get(i).type(), key.path(name(i))));
    }
    return values;
  }

  private static String name(int source) {
    return "g" + source;
  }
}
