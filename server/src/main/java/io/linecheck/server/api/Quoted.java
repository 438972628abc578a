package io.linecheck.server.api;

import io.linecheck.server.config.Shortened;
import tools.jackson.databind.JsonNode;

/** Values as error messages show them. */
final class Quoted {
  private Quoted() {}

  static String of(String text) {
    return "\"" + Shortened.of(text) + "\"";
  }

  static String of(JsonNode node) {
    return Shortened.of(node.toString());
  }

  static String shortened(String text) {
    return Shortened.of(text);
  }
}
