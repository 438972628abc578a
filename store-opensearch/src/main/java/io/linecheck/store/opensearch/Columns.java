package io.linecheck.store.opensearch;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Some columns of documents, where putting whole documents together would cost more. */
final class Columns {
  private Columns() {}

  /** Has a search answer with columns in place of documents. */
  static void only(ObjectNode search, List<String> columns) {
    search.put("_source", false);
    ArrayNode asked = search.putArray("docvalue_fields");
    columns.forEach(asked::add);
  }

  /** The columns of a hit as a document would have them. */
  static ObjectNode document(JsonNode hit) {
    ObjectNode document = Json.object();
    hit.path("fields")
        .properties()
        .forEach(column -> document.set(column.getKey(), column.getValue().path(0)));
    return document;
  }
}
