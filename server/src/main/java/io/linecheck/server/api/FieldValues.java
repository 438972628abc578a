package io.linecheck.server.api;

import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import tools.jackson.databind.JsonNode;

/** Values that a field is compared with. */
final class FieldValues {
  private FieldValues() {}

  static Object read(Field field, JsonNode node, String path) {
    return switch (field.type()) {
      case KEYWORD -> {
        if (!node.isString()) {
          throw BadQuestionException.expected(path, Quoted.of(node), "a text");
        }
        yield node.stringValue();
      }
      case NUMBER, TIME -> {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
          throw BadQuestionException.expected(path, Quoted.of(node), "a number");
        }
        yield (Double) node.asDouble();
      }
      case BOOLEAN -> {
        if (!node.isBoolean()) {
          throw BadQuestionException.expected(path, Quoted.of(node), "true or false");
        }
        yield (Boolean) node.booleanValue();
      }
    };
  }

  /** A value as a query parameter writes it. */
  static Object ofParameter(Field field, String text) {
    if (field.type() == FieldType.KEYWORD) {
      return text;
    }
    if (field.type() == FieldType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
      return (Boolean) text.equals("true");
    }
    throw BadQuestionException.expected(
        field.name(),
        Quoted.of(text),
        field.type() == FieldType.BOOLEAN
            ? "true or false"
            : "a keyword or boolean field; POST /search filters by others");
  }
}
