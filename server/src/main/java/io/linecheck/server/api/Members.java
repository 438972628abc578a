package io.linecheck.server.api;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of one JSON object by name and type. {@link #done} makes every member that
 * nobody asked for an error. A null member is taken as absent.
 */
final class Members {
  private final JsonNode object;
  private final String path;
  private final Set<String> known = new LinkedHashSet<>();

  private Members(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  static Members of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw BadQuestionException.expected(
          path.isEmpty() ? "body" : path, Quoted.of(node), "a JSON object");
    }
    return new Members(node, path);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return find(name) != null;
  }

  String text(String name, String expectation) {
    JsonNode node = require(name, expectation);
    if (!node.isString() || node.stringValue().isEmpty()) {
      throw BadQuestionException.expected(path(name), Quoted.of(node), expectation);
    }
    return node.stringValue();
  }

  @Nullable String optionalText(String name, String expectation) {
    return has(name) ? text(name, expectation) : null;
  }

  /** A text that no message repeats. */
  String secretText(String name, String expectation) {
    JsonNode node = require(name, expectation);
    if (!node.isString() || node.stringValue().isEmpty()) {
      throw new BadQuestionException(path(name) + ": it is not valid, expected " + expectation);
    }
    return node.stringValue();
  }

  long wholeNumber(String name, long least, long most) {
    String expectation = "a whole number from " + least + " to " + most;
    JsonNode node = require(name, expectation);
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < least
        || node.longValue() > most) {
      throw BadQuestionException.expected(path(name), Quoted.of(node), expectation);
    }
    return node.longValue();
  }

  int optionalWholeNumber(String name, int least, int most, int otherwise) {
    return has(name) ? Math.toIntExact(wholeNumber(name, least, most)) : otherwise;
  }

  @Nullable Double optionalNumber(String name) {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw BadQuestionException.expected(path(name), Quoted.of(node), "a number");
    }
    return node.asDouble();
  }

  boolean optionalBoolean(String name, boolean otherwise) {
    JsonNode node = find(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw BadQuestionException.expected(path(name), Quoted.of(node), "true or false");
    }
    return node.booleanValue();
  }

  /** A member whose presence says it all. */
  void constantTrue(String name) {
    JsonNode node = require(name, "true");
    if (!node.isBoolean() || !node.booleanValue()) {
      throw BadQuestionException.expected(path(name), Quoted.of(node), "true");
    }
  }

  JsonNode node(String name, String expectation) {
    return require(name, expectation);
  }

  @Nullable JsonNode optionalNode(String name) {
    return find(name);
  }

  /** Reads each element; an absent array is empty. */
  <T> List<T> list(
      String name, int least, int most, String what, BiFunction<JsonNode, String, T> element) {
    String expectation =
        least == 0 ? "at most " + most + " " + what : least + " to " + most + " " + what;
    JsonNode node = least == 0 && !has(name) ? null : require(name, expectation);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.size() < least || node.size() > most) {
      throw BadQuestionException.expected(path(name), Quoted.of(node), expectation);
    }
    List<T> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(element.apply(node.get(i), path(name) + "[" + i + "]"));
    }
    return elements;
  }

  /** Reads a text in a form that throws {@link DateTimeException} for what it does not know. */
  <T> @Nullable T optionalParsed(String name, String expectation, Function<String, T> parser) {
    String text = optionalText(name, expectation);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw BadQuestionException.expected(path(name), Quoted.of(text), expectation);
    }
  }

  void done() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw new BadQuestionException(
            "%s: there is no such member, expected one of %s"
                .formatted(path(Quoted.shortened(name)), String.join(", ", known)));
      }
    }
  }

  private JsonNode require(String name, String expectation) {
    JsonNode node = find(name);
    if (node == null) {
      throw new BadQuestionException(path(name) + ": is missing, expected " + expectation);
    }
    return node;
  }

  private @Nullable JsonNode find(String name) {
    known.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }
}
