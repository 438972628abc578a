package io.linecheck.store.opensearch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a visualisation made of aggregations asks and looks like, in the form that Kibana since 7.10
 * and OpenSearch Dashboards keep it.
 */
final class VisualizationState {
  private static final String FIRST_METRIC = "1";

  private final JsonNode told;
  private final String timeField;
  private final ArrayNode aggregations = Json.array();

  private VisualizationState(JsonNode told, String timeField) {
    this.told = told;
    this.timeField = timeField;
  }

  /**
   * @param told the visualisation as the resource tells it
   * @param look parameters of its type
   */
  static ObjectNode of(JsonNode told, JsonNode look, String timeField) {
    VisualizationState it = new VisualizationState(told, timeField);
    told.path("metrics").forEach(it::metric);
    if (it.isOverTime()) {
      it.overTime();
    }
    if (told.has("split")) {
      it.split(told.path("split"));
    }
    ObjectNode state = Json.object();
    state.set("title", told.path("title"));
    state.set("type", told.path("type"));
    state.set("aggs", it.aggregations);
    state.set("params", it.labelled((ObjectNode) look.deepCopy()));
    return state;
  }

  private boolean isOverTime() {
    String type = told.path("type").asString();
    return type.equals("line") || type.equals("histogram");
  }

  private void metric(JsonNode metric) {
    ObjectNode params = aggregation(metric.path("type").asString(), "metric");
    params.set("customLabel", metric.path("label"));
    for (String member : new String[] {"field", "percents"}) {
      if (metric.has(member)) {
        params.set(member, metric.path(member));
      }
    }
  }

  private void overTime() {
    aggregation("date_histogram", "segment")
        .put("field", timeField)
        .put("interval", "auto")
        .put("useNormalizedEsInterval", true)
        .put("drop_partials", false)
        .put("min_doc_count", 1)
        .putObject("extended_bounds");
  }

  private void split(JsonNode split) {
    ObjectNode params =
        aggregation("terms", told.path("type").asString().equals("table") ? "bucket" : "group");
    params.set("field", split.path("field"));
    params.set("size", split.path("size"));
    params
        .put("order", "desc")
        .put("otherBucket", false)
        .put("otherBucketLabel", "Other")
        .put("missingBucket", false)
        .put("missingBucketLabel", "Missing");
    if (split.has("orderBy")) {
      params.set("orderBy", split.path("orderBy"));
    } else {
      // By the documents alone, whatever is measured: the busiest are shown.
      params.put("orderBy", "custom");
      params
          .putObject("orderAgg")
          .put("id", aggregations.size() + "-orderAgg")
          .put("enabled", true)
          .put("type", "count")
          .put("schema", "orderAgg")
          .putObject("params");
    }
    if (split.has("leastCount")) {
      ObjectNode more = Json.object();
      more.set("min_doc_count", split.path("leastCount"));
      params.put("json", more.toString());
    }
  }

  /** Adds an aggregation and returns its parameters. */
  private ObjectNode aggregation(String type, String schema) {
    return aggregations
        .addObject()
        .put("id", Integer.toString(aggregations.size()))
        .put("enabled", true)
        .put("type", type)
        .put("schema", schema)
        .putObject("params");
  }

  private ObjectNode labelled(ObjectNode look) {
    JsonNode label = told.path("metrics").path(0).path("label");
    if (look.path("seriesParams").path(0) instanceof ObjectNode series) {
      series.putObject("data").put("id", FIRST_METRIC).set("label", label);
    }
    if (look.path("valueAxes").path(0).path("title") instanceof ObjectNode title) {
      title.set("text", label);
    }
    return look;
  }
}
