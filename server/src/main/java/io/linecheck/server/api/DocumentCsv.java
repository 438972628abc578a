package io.linecheck.server.api;

import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Documents as lines of CSV: times as ISO 8601, numbers plain, text so that nothing computes it.
 */
final class DocumentCsv {
  private final List<Field> fields;
  private final OutputStream out;

  DocumentCsv(List<Field> fields, OutputStream out) {
    this.fields = fields;
    this.out = out;
  }

  void head() throws IOException {
    line(fields.stream().map(Field::name).collect(Collectors.joining(",")));
  }

  void row(Map<String, Object> document) throws IOException {
    line(
        fields.stream()
            .map(field -> cell(field, document.get(field.name())))
            .collect(Collectors.joining(",")));
  }

  private static String cell(Field field, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Long millis when field.type() == FieldType.TIME ->
          Instant.ofEpochMilli(millis).toString();
      case Number number -> new String(Json.bytes(number), StandardCharsets.UTF_8);
      case Boolean bool -> bool.toString();
      default -> CsvCell.of(value.toString());
    };
  }

  private void line(String cells) throws IOException {
    out.write((cells + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
