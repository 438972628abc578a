package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.StreamType;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A document as it was read, to be changed or removed if it is still the same by then. */
record StoredRow(Dataset dataset, JsonNode hit, ObjectNode source) {
  static StoredRow of(Dataset dataset, JsonNode hit) {
    return new StoredRow(dataset, hit, (ObjectNode) hit.path("_source").deepCopy());
  }

  /** The object that has the members; what is changed in it is what {@link #replaced} writes. */
  ObjectNode members() {
    String root = Indices.root(dataset);
    return root.isEmpty() ? source : (ObjectNode) source.path(root);
  }

  String agent() {
    return members().path(Fields.AGENT).asString();
  }

  BulkOperation replaced() {
    return BulkOperation.replace(
        index(), id(), BulkOperation.Condition.of(hit), Json.MAPPER.writeValueAsString(source));
  }

  BulkOperation deleted() {
    return BulkOperation.delete(index(), id(), BulkOperation.Condition.of(hit));
  }

  /** Under the id that the row has by its present members, and no longer under the one it had. */
  List<BulkOperation> renamed() {
    return List.of(
        BulkOperation.create(index(), idByMembers(), Json.MAPPER.writeValueAsString(source)),
        deleted());
  }

  private String index() {
    return hit.path("_index").asString();
  }

  private String id() {
    return hit.path("_id").asString();
  }

  private String idByMembers() {
    ObjectNode members = members();
    long moment = Moments.of(members, Fields.TIMESTAMP);
    if (dataset == Dataset.API_METRICS) {
      return Ids.apiMetric(agent(), members.path("name").asString(), moment);
    }
    CallKey call = new CallKey(members.path(Fields.CONTACT_ID).asString(), agent());
    return switch (dataset) {
      case SAMPLES, WINDOWS ->
          Ids.ofStream(
              call,
              StreamType.ofWireName(members.path(Fields.STREAM).asString()).orElseThrow(),
              moment);
      case CALLS -> Ids.call(call);
      case REPORTS -> Ids.report(call, moment);
      case EVENTS -> Ids.event(call, members.path("kind").asString(), moment);
      case API_METRICS -> throw new IllegalStateException("handled above");
    };
  }
}
