package io.linecheck.store.opensearch;

import tools.jackson.databind.JsonNode;

/** Moments in documents: numbers, or texts of numbers where the cluster derives the source. */
final class Moments {
  private Moments() {}

  static long of(JsonNode document, String name) {
    JsonNode value = document.path(name);
    return value.isNumber() ? value.asLong() : Long.parseLong(value.asString());
  }
}
