package io.linecheck.ingest;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON that is kept as it came (reports, event data), without what must not be kept: credentials,
 * tokens, and texts that hold such. Objects are insertion-ordered maps, where of two members of one
 * name the later stays; numbers are {@link Double}, written whole where they are; NaN becomes null.
 */
final class JsonTree {
  private static final Set<String> SECRET_NAMES =
      Set.of(
          "callconfigjson",
          "credential",
          "credentials",
          "password",
          "username",
          "authorization",
          "secret");

  private static final JsonFactory JSON = new JsonFactory();

  private JsonTree() {}

  /** The object at whose start the parser is; it is left at its end. */
  static Map<String, @Nullable Object> readObject(
      JsonParser parser, UnaryOperator<String> spelling) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (isSecret(name)) {
        parser.skipChildren();
      } else {
        members.put(spelling.apply(name), readValue(parser, spelling));
      }
    }
    return members;
  }

  private static @Nullable Object readValue(JsonParser parser, UnaryOperator<String> spelling) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser, spelling);
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(readValue(parser, spelling));
        }
        yield elements;
      }
      case VALUE_STRING -> withoutSecret(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_NAMES.contains(lower) || lower.endsWith("token");
  }

  /** A text that is itself a call configuration is dropped whole. */
  private static @Nullable String withoutSecret(String text) {
    return text.contains("credential") && text.indexOf('{') >= 0 ? null : text;
  }

  static String write(Map<String, @Nullable Object> object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      writeValue(json, object);
    }
    return text.toString();
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> members -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
          json.writeName(String.valueOf(member.getKey()));
          writeValue(json, member.getValue());
        }
        json.writeEndObject();
      }
      case List<?> elements -> {
        json.writeStartArray();
        for (Object element : elements) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Double whole when whole == Math.rint(whole) && Math.abs(whole) <= 0x1p53 ->
          json.writeNumber(whole.longValue());
      case Double number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}
