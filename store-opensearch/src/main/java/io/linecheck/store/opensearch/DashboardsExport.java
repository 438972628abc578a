package io.linecheck.store.opensearch;

import io.linecheck.model.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Index patterns, visualisations and dashboards for OpenSearch Dashboards or Kibana 7.10 and later,
 * as their import takes them: one saved object a line. What they show is the resource {@code
 * dashboards.json}; this puts it into the form of saved objects, in which most members are JSON
 * within a text and objects refer to each other by name.
 */
public final class DashboardsExport {
  private static final String OWN = "linecheck-";
  private static final String INDEX = "kibanaSavedObjectMeta.searchSourceJSON.index";

  /** Versions of the forms; both programs bring older objects up to their own. */
  private enum Kind {
    INDEX_PATTERN("index-pattern", "7.6.0"),
    VISUALIZATION("visualization", "7.10.0"),
    SEARCH("search", "7.9.3"),
    DASHBOARD("dashboard", "7.9.3");

    private final String type;
    private final String version;

    Kind(String type, String version) {
      this.type = type;
      this.version = version;
    }
  }

  private final String prefix;
  private final JsonNode told;
  private final Map<String, String> timeFields = new HashMap<>();
  private final List<ObjectNode> objects = new ArrayList<>();

  private DashboardsExport(String prefix) {
    this.prefix = prefix;
    this.told = Templates.resource("dashboards");
  }

  /**
   * All of them, as NDJSON. The ids are always the same, so that importing again replaces.
   *
   * @param prefix of the names of the indices; objects of different prefixes live beside each other
   */
  public static String ndjson(String prefix) {
    return new DashboardsExport(prefix)
        .savedObjects().stream()
            .map(object -> Json.MAPPER.writeValueAsString(object) + "\n")
            .collect(Collectors.joining());
  }

  private List<ObjectNode> savedObjects() {
    told.path("indexPatterns").forEach(this::indexPattern);
    told.path("visualizations").forEach(this::visualizations);
    told.path("searches").forEach(this::search);
    told.path("dashboards").forEach(this::dashboard);
    return objects;
  }

  private void indexPattern(JsonNode pattern) {
    timeFields.put(pattern.path("id").asString(), pattern.path("timeField").asString());
    // Without a list of fields it is read from the cluster.
    attributes(object(Kind.INDEX_PATTERN, pattern))
        .put("title", prefix + pattern.path("indices").asString())
        .put("timeFieldName", pattern.path("timeField").asString())
        .put("fieldFormatMap", pattern.path("formats").toString());
  }

  /** One, or one for each field it is to be split by. */
  private void visualizations(JsonNode visualization) {
    if (!visualization.has("by")) {
      visualization(visualization);
      return;
    }
    for (JsonNode field : visualization.path("by")) {
      String name = told.path("names").path(field.asString()).asString();
      String text =
          visualization.toString().replace("{field}", field.asString()).replace("{name}", name);
      ObjectNode one = (ObjectNode) Json.MAPPER.readTree(text);
      visualization(one.put("id", one.path("id").asString() + "-" + field.asString()));
    }
  }

  private void visualization(JsonNode visualization) {
    String type = visualization.path("type").asString();
    String over = visualization.path("over").asString();
    ObjectNode state =
        VisualizationState.of(visualization, told.path("looks").path(type), timeField(over));
    ObjectNode object = object(Kind.VISUALIZATION, visualization);
    attributes(object)
        .put("title", title(visualization))
        .put("visState", state.toString())
        .put("uiStateJSON", "{}")
        .put("description", "")
        .put("version", 1)
        .set("kibanaSavedObjectMeta", searching(visualization.path("query").asString(""), true));
    refer(object, INDEX, Kind.INDEX_PATTERN, over);
  }

  private void search(JsonNode search) {
    String over = search.path("over").asString();
    ObjectNode object = object(Kind.SEARCH, search);
    ObjectNode attributes =
        attributes(object)
            .put("title", title(search))
            .put("description", "")
            .put("hits", 0)
            .put("version", 1);
    attributes.set("columns", search.path("columns"));
    attributes.putArray("sort").addArray().add(timeField(over)).add("desc");
    attributes.set("kibanaSavedObjectMeta", searching("", true));
    refer(object, INDEX, Kind.INDEX_PATTERN, over);
  }

  private void dashboard(JsonNode dashboard) {
    ObjectNode object = object(Kind.DASHBOARD, dashboard);
    ArrayNode panels = Json.array();
    for (JsonNode panel : dashboard.path("panels")) {
      String number = Integer.toString(panels.size());
      String reference = "panel_" + number;
      JsonNode at = panel.path("at");
      ObjectNode placed = panels.addObject().put("version", Kind.DASHBOARD.version);
      ObjectNode grid = placed.putObject("gridData");
      grid.set("x", at.path(0));
      grid.set("y", at.path(1));
      grid.set("w", at.path(2));
      grid.set("h", at.path(3));
      grid.put("i", number);
      placed.put("panelIndex", number).put("panelRefName", reference).putObject("embeddableConfig");
      if (panel.has("search")) {
        refer(object, reference, Kind.SEARCH, panel.path("search").asString());
      } else {
        refer(object, reference, Kind.VISUALIZATION, panel.path("visualization").asString());
      }
    }
    attributes(object)
        .put("title", prefix + dashboard.path("title").asString())
        .put("description", "")
        .put("hits", 0)
        .put("panelsJSON", panels.toString())
        .put("optionsJSON", Json.object().put("useMargins", true).toString())
        .put("version", 1)
        .put("timeRestore", false)
        .set("kibanaSavedObjectMeta", searching("", false));
  }

  private ObjectNode object(Kind kind, JsonNode told) {
    ObjectNode object =
        Json.object().put("id", id(told.path("id").asString())).put("type", kind.type);
    object.putObject("migrationVersion").put(kind.type, kind.version);
    object.putObject("attributes");
    object.putArray("references");
    objects.add(object);
    return object;
  }

  private String timeField(String indexPattern) {
    return timeFields.getOrDefault(indexPattern, Fields.TIMESTAMP);
  }

  private static ObjectNode attributes(ObjectNode object) {
    return (ObjectNode) object.path("attributes");
  }

  private void refer(ObjectNode object, String name, Kind kind, String to) {
    ((ArrayNode) object.path("references"))
        .addObject()
        .put("name", name)
        .put("type", kind.type)
        .put("id", id(to));
  }

  /** Names that a list of all saved objects shows. */
  private String title(JsonNode told) {
    return prefix + "Linecheck: " + told.path("title").asString();
  }

  private String id(String name) {
    return prefix + OWN + name;
  }

  private static ObjectNode searching(String query, boolean indexed) {
    ObjectNode source = Json.object();
    source.putObject("query").put("query", query).put("language", "lucene");
    source.putArray("filter");
    if (indexed) {
      source.put("indexRefName", INDEX);
    }
    return Json.object().put("searchSourceJSON", source.toString());
  }
}
