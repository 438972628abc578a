package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Documents put into the cluster as they are to be found there, past the store. */
final class StoredRows {
  private final Indices indices;
  private final StringBuilder bulk = new StringBuilder();

  StoredRows(Indices indices) {
    this.indices = indices;
  }

  StoredRows add(Dataset dataset, long momentMillis, Map<String, Object> members) {
    ObjectNode row = Json.object();
    // A page of a search ends at a key, so every row has one, as all that is written does.
    DocumentKeys.of(dataset).forEach(name -> row.put(name, "any"));
    row.setAll((ObjectNode) Json.MAPPER.valueToTree(members));
    row.put(Fields.TIMESTAMP, momentMillis);
    String root = Indices.root(dataset);
    ObjectNode action = Json.object();
    action.putObject("create").put("_index", indices.of(dataset, momentMillis));
    bulk.append(action).append('\n');
    bulk.append(root.isEmpty() ? row : Json.object().set(root, row)).append('\n');
    return this;
  }

  void store(Cluster cluster) {
    Reply reply =
        cluster.sendBytes(
            "POST", "_bulk?refresh=true", bulk.toString().getBytes(StandardCharsets.UTF_8));
    if (reply.orThrow(() -> "rows").path("errors").asBoolean(true)) {
      throw new IllegalArgumentException(reply.body().toString());
    }
  }
}
