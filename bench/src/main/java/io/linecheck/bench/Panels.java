package io.linecheck.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The dashboards' questions, put to a range of the data. */
final class Panels {
  private static final JsonMapper JSON = new JsonMapper();

  private Panels() {}

  /**
   * A span of time that ends where the data does.
   *
   * @param interval width of a chart's bucket, as the UI chooses it
   */
  record Span(String name, long millis, String interval, String fixedInterval) {
    static final List<Span> ALL =
        List.of(
            new Span("1h", 3_600_000L, "PT60S", "1m"),
            new Span("24h", 86_400_000L, "PT900S", "15m"),
            new Span("7d", 604_800_000L, "PT7200S", "2h"),
            new Span("30d", 2_592_000_000L, "PT43200S", "12h"));
  }

  /** One panel as both stores are asked for it. */
  record Panel(String name, String path, String linecheck, String openSearch) {}

  static List<Panel> twelve(Span span, long endMillis, String agent) throws IOException {
    List<Panel> panels = new ArrayList<>();
    long from = endMillis - span.millis();
    for (JsonNode panel : read("panels.json")) {
      ObjectNode linecheck = (ObjectNode) panel.path("linecheck");
      boolean search = linecheck.has("search");
      linecheck.remove("search");
      linecheck.put("from", from).put("to", endMillis);
      panels.add(
          new Panel(
              panel.path("name").asString(),
              search ? "/api/v1/search" : "/api/v1/query",
              linecheck.toString().replace("@interval", span.interval()).replace("@agent", agent),
              openSearch((ObjectNode) panel.path("openSearch"), from, endMillis)
                  .replace("@interval", span.fixedInterval())
                  .replace("@agent", agent)));
    }
    return panels;
  }

  /** What the Overview page asks, all of it; the UI's tests keep the list true. */
  static List<String> overview(Span span, long endMillis) throws IOException {
    List<String> questions = new ArrayList<>();
    for (JsonNode question : read("overview.json").path(span.name())) {
      ObjectNode shifted = (ObjectNode) question;
      shifted.put("from", question.path("from").asLong() + endMillis);
      shifted.put("to", question.path("to").asLong() + endMillis);
      questions.add(shifted.toString());
    }
    return questions;
  }

  private static String openSearch(ObjectNode question, long from, long to) {
    JsonNode filter = question.remove("filter");
    ArrayNode filters = JSON.createArrayNode();
    filters.addObject().putObject("range").putObject("timestamp").put("gte", from).put("lt", to);
    if (filter != null) {
      filters.add(filter);
    }
    ObjectNode query = JSON.createObjectNode();
    query.putObject("bool").set("filter", filters);
    question.set("query", query);
    if (!question.has("size")) {
      question.put("size", 0);
    }
    return question.toString();
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = Panels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the build");
      }
      return JSON.readTree(in);
    }
  }
}
