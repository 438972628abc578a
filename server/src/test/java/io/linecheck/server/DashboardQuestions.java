package io.linecheck.server;

import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.api.Questions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the shipped dashboards ask, as they ask it: the files that measurements are made with, which
 * the UI's own tests keep true.
 */
final class DashboardQuestions {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FILES =
      Path.of("..", "bench", "src", "main", "resources", "io", "linecheck", "bench");

  /** Spans with the width of a bucket that the UI chooses for each. */
  private static final Map<String, String> SPANS =
      Map.of("PT1H", "PT60S", "P1D", "PT900S", "P7D", "PT7200S", "P30D", "PT43200S");

  private final List<AggregateQuestion> aggregates = new ArrayList<>();
  private final List<SearchQuestion> searches = new ArrayList<>();

  /**
   * @param endMillis where all their ranges end
   * @param agent whom questions about one agent are about
   * @param queue to which the Overview is narrowed, when it is
   */
  DashboardQuestions(long endMillis, String agent, String queue) throws IOException {
    overview(endMillis, queue);
    panels(endMillis, agent);
  }

  List<AggregateQuestion> aggregates() {
    return aggregates;
  }

  List<SearchQuestion> searches() {
    return searches;
  }

  private void overview(long endMillis, String queue) throws IOException {
    for (JsonNode ofSpan : read("overview.json")) {
      for (JsonNode one : ofSpan) {
        ObjectNode question = (ObjectNode) one;
        question
            .put("from", endMillis + question.path("from").asLong())
            .put("to", endMillis + question.path("to").asLong());
        aggregates.add(Questions.aggregate(JSON.writeValueAsBytes(question)));
        narrow(question, queue);
        aggregates.add(Questions.aggregate(JSON.writeValueAsBytes(question)));
      }
    }
  }

  private static void narrow(ObjectNode question, String queue) {
    ObjectNode filter = JSON.createObjectNode().put("field", "contactQueue");
    filter.putArray("in").add(queue);
    if (question.has("filter")) {
      ObjectNode both = JSON.createObjectNode();
      both.putArray("all").add(question.path("filter")).add(filter);
      filter = both;
    }
    question.set("filter", filter);
  }

  private void panels(long endMillis, String agent) throws IOException {
    JsonNode panels = read("panels.json");
    SPANS.forEach((span, interval) -> {
      for (JsonNode panel : panels) {
        ObjectNode question = ((ObjectNode) panel.path("linecheck")).deepCopy();
        boolean forDocuments = question.remove("search") != null;
        question.put("from", endMillis - Duration.parse(span).toMillis()).put("to", endMillis);
        byte[] body =
            JSON.writeValueAsBytes(
                JSON.readTree(
                    question.toString().replace("@interval", interval).replace("@agent", agent)));
        if (forDocuments) {
          searches.add(Questions.search(body));
        } else {
          aggregates.add(Questions.aggregate(body));
        }
      }
    });
  }

  private static JsonNode read(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(FILES.resolve(name)));
  }
}
