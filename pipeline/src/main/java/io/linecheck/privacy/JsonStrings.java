package io.linecheck.privacy;

import java.io.StringWriter;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The texts within a JSON text. */
public final class JsonStrings {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonStrings() {}

  /** The JSON with every name and string changed; a text that is no JSON is changed as a whole. */
  public static String map(String json, UnaryOperator<String> change) {
    StringWriter text = new StringWriter(json.length());
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
        JsonGenerator changed = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> changed.writeName(change.apply(parser.currentName()));
          case VALUE_STRING -> changed.writeString(change.apply(parser.getString()));
          default -> changed.copyCurrentEventExact(parser);
        }
      }
    } catch (JacksonException notJson) {
      return change.apply(json);
    }
    return text.toString();
  }
}
