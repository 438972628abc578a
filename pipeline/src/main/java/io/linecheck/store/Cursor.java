package io.linecheck.store;

import io.linecheck.query.SearchQuestion;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where a page of a search ended: the last row's sort value and key. Opaque outside.
 *
 * @param sortValue null if the row had none
 */
public record Cursor(@Nullable Object sortValue, List<Object> key) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The text for a question's next page, which only a question in the same order can use. */
  public String encode(SearchQuestion question) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      json.writeString(order(question));
      write(json, sortValue);
      for (Object part : key) {
        write(json, part);
      }
      json.writeEndArray();
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static Cursor decode(String cursor, SearchQuestion question, int keyLength) {
    if (!(parsed(cursor) instanceof List<?> parts)
        || parts.size() != keyLength + 2
        || !order(question).equals(parts.getFirst())
        || parts.subList(2, parts.size()).contains(null)) {
      throw invalid(cursor);
    }
    List<Object> key = parts.subList(2, parts.size()).stream().map(Object.class::cast).toList();
    return new Cursor(parts.get(1), key);
  }

  private static @Nullable Object parsed(String cursor) {
    try {
      return JsonValues.parse(
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static StoreException invalid(String cursor) {
    return BadQuestion.of(
        "cursor '"
            + BadQuestion.shortened(cursor)
            + "' does not belong to this search, expected the one its last answer gave");
  }

  private static String order(SearchQuestion question) {
    return question.dataset().apiName()
        + (question.descending() ? "-" : "+")
        + question.sortField();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case null -> json.writeNull();
      default -> json.writeString(value.toString());
    }
  }
}
