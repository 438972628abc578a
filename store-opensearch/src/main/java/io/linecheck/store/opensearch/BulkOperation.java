package io.linecheck.store.opensearch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line or two of a bulk request.
 *
 * @param action as the request names it
 * @param meta index, id and conditions
 * @param source the document as JSON; absent where there is none
 */
record BulkOperation(String action, ObjectNode meta, @Nullable String source) {
  /** Which state of a document is to be changed; refused if it has another by then. */
  record Condition(long seqNo, long primaryTerm) {
    static Condition of(JsonNode hit) {
      return new Condition(hit.path("_seq_no").asLong(), hit.path("_primary_term").asLong());
    }
  }

  /** Adds a document; refused if there is one of that id. */
  static BulkOperation create(String index, String id, String source) {
    return new BulkOperation("create", target(index, id), source);
  }

  /** Adds or replaces a document. */
  static BulkOperation index(String index, String id, String source) {
    return new BulkOperation("index", target(index, id), source);
  }

  static BulkOperation replace(String index, String id, Condition condition, String source) {
    return new BulkOperation("index", conditional(index, id, condition), source);
  }

  static BulkOperation delete(String index, String id) {
    return new BulkOperation("delete", target(index, id), null);
  }

  static BulkOperation delete(String index, String id, Condition condition) {
    return new BulkOperation("delete", conditional(index, id, condition), null);
  }

  String index() {
    return meta.path("_index").asString();
  }

  String id() {
    return meta.path("_id").asString();
  }

  /** The lines as the request has them. */
  void writeTo(ByteArrayOutputStream body) {
    ObjectNode line = Json.object();
    line.set(action, meta);
    body.writeBytes(Json.MAPPER.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
    body.write('\n');
    if (source != null) {
      body.writeBytes(source.getBytes(StandardCharsets.UTF_8));
      body.write('\n');
    }
  }

  private static ObjectNode target(String index, String id) {
    return Json.object().put("_index", index).put("_id", id);
  }

  private static ObjectNode conditional(String index, String id, Condition condition) {
    return target(index, id)
        .put("if_seq_no", condition.seqNo())
        .put("if_primary_term", condition.primaryTerm());
  }
}
