package io.linecheck.store;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The refused items of a batch as they are kept to answer its repetition. */
public final class RejectionsJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RejectionsJson() {}

  public static @Nullable String write(List<Rejection> rejections) {
    if (rejections.isEmpty()) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Rejection rejection : rejections) {
        json.writeStartObject();
        json.writeStringProperty("path", rejection.path());
        json.writeStringProperty("reason", rejection.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  public static List<Rejection> read(@Nullable String text) {
    List<Rejection> rejections = new ArrayList<>();
    if (text != null && JsonValues.parse(text) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> members) {
          rejections.add(
              new Rejection(
                  String.valueOf(members.get("path")), String.valueOf(members.get("reason"))));
        }
      }
    }
    return rejections;
  }
}
