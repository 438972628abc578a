package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Queries that the store asks for its own sake. */
final class Queries {
  private Queries() {}

  static ObjectNode ofCall(Dataset dataset, CallKey call) {
    return all(
        term(path(dataset, Fields.CONTACT_ID), call.contactId()),
        term(path(dataset, Fields.AGENT), call.agent()));
  }

  static ObjectNode ofAgent(Dataset dataset, String agent) {
    return term(path(dataset, Fields.AGENT), agent);
  }

  static ObjectNode term(String path, String value) {
    ObjectNode query = Json.object();
    query.putObject("term").put(path, value);
    return query;
  }

  /** From a moment on, before another. */
  static ObjectNode between(String path, long from, long to) {
    ObjectNode query = Json.object();
    query.putObject("range").putObject(path).put("gte", from).put("lt", to);
    return query;
  }

  static ObjectNode from(String path, long moment) {
    ObjectNode query = Json.object();
    query.putObject("range").putObject(path).put("gte", moment);
    return query;
  }

  static ObjectNode before(String path, long moment) {
    ObjectNode query = Json.object();
    query.putObject("range").putObject(path).put("lt", moment);
    return query;
  }

  static ObjectNode exists(String path) {
    ObjectNode query = Json.object();
    query.putObject("exists").put("field", path);
    return query;
  }

  static ObjectNode all(ObjectNode... queries) {
    ObjectNode query = Json.object();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    for (ObjectNode one : queries) {
      filter.add(one);
    }
    return query;
  }

  static String path(Dataset dataset, String name) {
    return Indices.path(dataset, Fields.find(dataset, name).orElseThrow());
  }
}
