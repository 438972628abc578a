package io.linecheck.store.opensearch;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.jitter;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.store.TelemetryStore;
import io.linecheck.testkit.SettableClock;
import io.linecheck.testkit.Telemetry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the saved objects name exists, and what they ask a real cluster answers. */
@ExtendWith(OpenSearchCluster.class)
class DashboardsExportTest {
  /** As many judged calls as a value needs to be ranked. */
  private static final int CALLS = 6;

  private static final Pattern QUERIED_FIELD = Pattern.compile("([A-Za-z.]+):");

  /** The template that maps each index pattern's fields. */
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "linecheck-calls", "calls",
          "linecheck-windows", "windows",
          "linecheck-samples", "samples",
          "linecheck-reports", "reports",
          "linecheck-api-metrics", "api-metrics",
          "linecheck-events", "events");

  @Test
  void whatObjectsReferToIsAmongThem() {
    List<JsonNode> objects = objects("");
    Set<String> present = new HashSet<>();
    for (JsonNode object : objects) {
      assertThat(present.add(key(object))).as("%s comes once", key(object)).isTrue();
    }
    for (JsonNode object : objects) {
      Set<String> names = new HashSet<>();
      for (JsonNode reference : object.path("references")) {
        names.add(reference.path("name").asString());
        assertThat(present).contains(key(reference));
      }
      assertThat(names).as(key(object)).isEqualTo(namedWithin(object));
    }
  }

  @Test
  void everyVisualizationStandsOnADashboard() {
    List<JsonNode> objects = objects("");
    Set<String> shown = new HashSet<>();
    for (JsonNode dashboard : ofType(objects, "dashboard")) {
      dashboard.path("references").forEach(reference -> shown.add(key(reference)));
    }
    assertThat(ofType(objects, "visualization"))
        .allSatisfy(visualization -> assertThat(shown).contains(key(visualization)));
  }

  @Test
  void panelsLieBesideEachOther() {
    for (JsonNode dashboard : ofType(objects(""), "dashboard")) {
      Set<String> taken = new HashSet<>();
      for (JsonNode panel : inner(dashboard, "panelsJSON")) {
        JsonNode grid = panel.path("gridData");
        for (int x = grid.path("x").asInt(); x < right(grid); x++) {
          for (int y = grid.path("y").asInt(); y < below(grid); y++) {
            assertThat(x).isLessThan(48);
            assertThat(taken.add(x + "," + y)).as("%s at %d, %d", key(dashboard), x, y).isTrue();
          }
        }
      }
    }
  }

  @Test
  void everyFieldIsMappedForWhatIsDoneWithIt() {
    for (JsonNode object : objects("")) {
      switch (object.path("type").asString()) {
        case "index-pattern" -> indexPatternIsMapped(object);
        case "visualization" -> {
          for (JsonNode aggregation : inner(object, "visState").path("aggs")) {
            JsonNode params = aggregation.path("params");
            if (params.has("field")) {
              assertThat(mapped(object, params.path("field").asString()))
                  .as("%s of %s", params.path("field"), key(object))
                  .isIn(aggregable(aggregation.path("type").asString()));
            }
          }
          for (String field : queried(object)) {
            assertThat(mapped(object, field)).as(key(object)).isNotEqualTo("none");
          }
        }
        case "search" ->
            object
                .path("attributes")
                .path("columns")
                .forEach(column ->
                    assertThat(mapped(object, column.asString()))
                        .as(column.asString())
                        .isNotEqualTo("none"));
        default -> assertThat(object.path("type").asString()).isEqualTo("dashboard");
      }
    }
  }

  @Test
  void everyVisualizationIsAnsweredByACluster(@TempDir Path home) throws InterruptedException {
    OpenSearchConfig config = OpenSearchCluster.running().config(home, new SettableClock(at(3600)));
    String prefix = config.layout().prefix();
    Cluster cluster = OpenSearchCluster.running().cluster();
    try (TelemetryStore store = OpenSearchStore.open(config)) {
      for (int call = 0; call < CALLS; call++) {
        store.write(call(call).batch());
      }
      store.write(
          Telemetry.of("failed", "bob")
              .report(at(5), Map.of("iceCollectionFailure", true))
              .batch());
      awaitCalls(cluster, prefix);
    }
    List<JsonNode> objects = objects(prefix);
    Map<String, String> indices =
        ofType(objects, "index-pattern").stream()
            .collect(
                Collectors.toMap(
                    object -> object.path("id").asString(),
                    object -> object.path("attributes").path("title").asString()));
    for (JsonNode visualization : ofType(objects, "visualization")) {
      String index = indices.get(visualization.path("references").path(0).path("id").asString());
      JsonNode answer =
          cluster
              .send("POST", index + "/_search", search(visualization))
              .orThrow(() -> key(visualization));
      assertThat(answer.path("_shards").path("failed").asInt(-1)).isZero();
      assertThat(answer.path("hits").path("total").path("value").asInt())
          .as(key(visualization))
          .isPositive();
      if (answer.has("aggregations")) {
        assertAnswered(key(visualization), answer.path("aggregations"));
      }
    }
  }

  private static Telemetry call(int number) {
    Telemetry call =
        Telemetry.of("c" + number, "ada")
            .queue("Sales")
            .with(CallAttribute.AGENT_ROUTING_PROFILE, "Basic")
            .with(CallAttribute.SITE, "Leeds")
            .with(CallAttribute.TURN_HOST, "turn-1")
            .with(CallAttribute.HIERARCHY_L1, "EMEA")
            .with(CallAttribute.HIERARCHY_L2, "UK")
            .with(CallAttribute.HIERARCHY_L3, "Leeds")
            .with(CallAttribute.HIERARCHY_L4, "Floor 2")
            .with(CallAttribute.HIERARCHY_L5, "Team 7");
    return call.seconds(AUDIO_INPUT, at(60 * number), 60, received(45), lost(5), jitter(9), rtt(90))
        .seconds(AUDIO_OUTPUT, at(60 * number), 60, received(50), lost(0), jitter(4), rtt(90));
  }

  private static void awaitCalls(Cluster cluster, String prefix) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long found = 0;
    while (found < CALLS + 1 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
      found =
          cluster
              .send("GET", prefix + "linecheck-call-*/_count?q=sampleCount:120+OR+setupFailed:true")
              .orThrow(() -> "calls")
              .path("count")
              .asLong();
    }
    assertThat(found).as("calls derived").isEqualTo(CALLS + 1);
  }

  /** The request that both programs make of a visualisation: buckets within each other. */
  private static ObjectNode search(JsonNode visualization) {
    ObjectNode request = Json.object().put("size", 0).put("track_total_hits", true);
    String query = source(visualization).path("query").path("query").asString();
    if (!query.isEmpty()) {
      request.putObject("query").putObject("query_string").put("query", query);
    }
    ObjectNode level = request;
    List<JsonNode> metrics = new ArrayList<>();
    for (JsonNode aggregation : inner(visualization, "visState").path("aggs")) {
      if (aggregation.path("schema").asString().equals("metric")) {
        metrics.add(aggregation);
      }
    }
    for (JsonNode aggregation : inner(visualization, "visState").path("aggs")) {
      if (!metrics.contains(aggregation)) {
        addMetrics(level, metrics);
        level = level.withObject("/aggs").putObject(aggregation.path("id").asString());
        level.set(aggregation.path("type").asString(), bucket(aggregation));
      }
    }
    addMetrics(level, metrics);
    return request;
  }

  private static void addMetrics(ObjectNode level, List<JsonNode> metrics) {
    for (JsonNode metric : metrics) {
      String type = metric.path("type").asString();
      if (!type.equals("count")) {
        ObjectNode params = (ObjectNode) metric.path("params").deepCopy();
        params.remove("customLabel");
        level.withObject("/aggs").putObject(metric.path("id").asString()).set(type, params);
      }
    }
  }

  private static ObjectNode bucket(JsonNode aggregation) {
    JsonNode params = aggregation.path("params");
    ObjectNode bucket = Json.object();
    bucket.set("field", params.path("field"));
    if (aggregation.path("type").asString().equals("date_histogram")) {
      return bucket.put("fixed_interval", "1m").put("min_doc_count", 1);
    }
    bucket.set("size", params.path("size"));
    String orderBy = params.path("orderBy").asString();
    bucket.putObject("order").put(orderBy.equals("custom") ? "_count" : orderBy, "desc");
    if (params.has("json")) {
      bucket.setAll((ObjectNode) Json.MAPPER.readTree(params.path("json").asString()));
    }
    return bucket;
  }

  private static void assertAnswered(String what, JsonNode aggregations) {
    for (JsonNode aggregation : aggregations) {
      if (aggregation.has("buckets")) {
        assertThat(aggregation.path("buckets")).as(what).isNotEmpty();
        for (JsonNode bucket : aggregation.path("buckets")) {
          assertThat(bucket.path("doc_count").asInt()).isPositive();
          bucket.forEach(member -> {
            if (member.isObject()) {
              assertAnswered(what, Json.object().set("inner", member));
            }
          });
        }
      } else {
        JsonNode values = aggregation.has("values") ? aggregation.path("values") : aggregation;
        assertThat(values)
            .as(what)
            .isNotEmpty()
            .allSatisfy(
                value -> assertThat(value.isNumber()).as("%s: %s", what, aggregation).isTrue());
      }
    }
  }

  private static void indexPatternIsMapped(JsonNode pattern) {
    JsonNode attributes = pattern.path("attributes");
    JsonNode template =
        Templates.resource(TEMPLATES.getOrDefault(pattern.path("id").asString(), ""));
    assertThat(attributes.path("title")).isEqualTo(template.path("index_patterns").path(0));
    String id = pattern.path("id").asString();
    assertThat(type(id, attributes.path("timeFieldName").asString())).isEqualTo("date");
    inner(pattern, "fieldFormatMap")
        .propertyNames()
        .forEach(field -> assertThat(type(id, field)).as(field).isEqualTo("double"));
  }

  private static Set<String> aggregable(String aggregation) {
    return switch (aggregation) {
      case "avg", "percentiles" -> Set.of("double");
      case "date_histogram" -> Set.of("date");
      case "terms" -> Set.of("keyword");
      default -> Set.of();
    };
  }

  /** The type of a field of the index pattern that an object is about. */
  private static String mapped(JsonNode object, String field) {
    return type(object.path("references").path(0).path("id").asString(), field);
  }

  private static String type(String indexPattern, String field) {
    JsonNode mapping =
        Templates.resource(TEMPLATES.getOrDefault(indexPattern, ""))
            .path("template")
            .path("mappings");
    for (String part : field.split("\\.", -1)) {
      mapping = mapping.path(mapping.has("properties") ? "properties" : "fields").path(part);
    }
    return mapping.path("type").asString("none");
  }

  private static List<String> queried(JsonNode object) {
    return QUERIED_FIELD
        .matcher(source(object).path("query").path("query").asString())
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** The names by which an object's own texts call what it refers to. */
  private static Set<String> namedWithin(JsonNode object) {
    Set<String> names = new HashSet<>();
    if (object.path("type").asString().equals("dashboard")) {
      inner(object, "panelsJSON")
          .forEach(panel -> names.add(panel.path("panelRefName").asString()));
    } else if (source(object).has("indexRefName")) {
      names.add(source(object).path("indexRefName").asString());
    }
    return names;
  }

  private static JsonNode source(JsonNode object) {
    JsonNode text =
        object.path("attributes").path("kibanaSavedObjectMeta").path("searchSourceJSON");
    return text.isMissingNode() ? Json.object() : Json.MAPPER.readTree(text.asString());
  }

  private static JsonNode inner(JsonNode object, String member) {
    return Json.MAPPER.readTree(object.path("attributes").path(member).asString());
  }

  private static List<JsonNode> objects(String prefix) {
    return DashboardsExport.ndjson(prefix).lines().map(Json.MAPPER::readTree).toList();
  }

  private static List<JsonNode> ofType(List<JsonNode> objects, String type) {
    return objects.stream().filter(object -> object.path("type").asString().equals(type)).toList();
  }

  private static String key(JsonNode object) {
    return object.path("type").asString() + " " + object.path("id").asString();
  }

  private static int right(JsonNode grid) {
    return grid.path("x").asInt() + grid.path("w").asInt();
  }

  private static int below(JsonNode grid) {
    return grid.path("y").asInt() + grid.path("h").asInt();
  }
}
