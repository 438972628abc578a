package io.linecheck.server.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a cluster has, row by row: asked of its nodes, without a server's help. */
final class ClusterRows {
  private static final int PAGE = 5_000;

  private final Operator operator;

  /**
   * Documents that are the same row; more than one of them is one too many.
   *
   * @param samples the sum of their {@code sampleCount}; of a sample nothing
   */
  record Row(String contactId, long moment, long documents, long samples) {}

  ClusterRows(Operator operator) {
    this.operator = operator;
  }

  List<Row> samples() throws IOException {
    return rows(
        "softphonestreamstats-*",
        List.of("doc.contactId.keyword", "doc.timestamp", "doc.softphoneStreamType.keyword"));
  }

  List<Row> windows() throws IOException {
    return rows("linecheck-window-*", List.of("contactId", "timestamp", "softphoneStreamType"));
  }

  List<Row> calls() throws IOException {
    return rows("linecheck-call-*", List.of("contactId", "timestamp"));
  }

  /**
   * @param key contact, moment and what else tells rows apart
   */
  private List<Row> rows(String indices, List<String> key) throws IOException {
    operator.ask("POST", "/" + indices + "/_refresh", "");
    List<Row> rows = new ArrayList<>();
    JsonNode after = null;
    do {
      JsonNode page = page(indices, key, after);
      for (JsonNode bucket : page.path("buckets")) {
        rows.add(
            new Row(
                bucket.path("key").path("0").asString(),
                bucket.path("key").path("1").asLong(),
                bucket.path("doc_count").asLong(),
                bucket.path("samples").path("value").asLong(0)));
      }
      after = page.get("after_key");
    } while (after != null);
    return rows;
  }

  private JsonNode page(String indices, List<String> key, @Nullable JsonNode after)
      throws IOException {
    ObjectNode search = Operator.JSON.createObjectNode().put("size", 0);
    ObjectNode rows = search.putObject("aggs").putObject("rows");
    ObjectNode composite = rows.putObject("composite").put("size", PAGE);
    ArrayNode sources = composite.putArray("sources");
    for (int part = 0; part < key.size(); part++) {
      sources
          .addObject()
          .putObject(Integer.toString(part))
          .putObject("terms")
          .put("field", key.get(part));
    }
    if (after != null) {
      composite.set("after", after);
    }
    rows.putObject("aggs").putObject("samples").putObject("sum").put("field", "sampleCount");
    return operator
        .ask(
            "POST",
            "/" + indices + "/_search?allow_partial_search_results=false",
            search.toString())
        .path("aggregations")
        .path("rows");
  }
}
