package io.linecheck.ingest;

import io.linecheck.store.Rejection;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the sender is told.
 *
 * @param status HTTP's: 200 once everything accepted is durable; 400 for nothing usable; 413 for
 *     too many items; 503 for a store that took nothing
 * @param rejected the first of the items refused
 * @param rejectedCount how many were refused
 * @param error why the request as a whole was not taken; absent with 200
 * @param retryAfterSeconds when to come back; only with 503
 */
public record IngestAnswer(
    int status,
    int accepted,
    int duplicates,
    List<Rejection> rejected,
    int rejectedCount,
    @Nullable String error,
    @Nullable Integer retryAfterSeconds) {
  private static final JsonFactory JSON = new JsonFactory();

  public IngestAnswer {
    rejected = List.copyOf(rejected);
  }

  static IngestAnswer refused(int status, String error) {
    return new IngestAnswer(status, 0, 0, List.of(), 0, error, null);
  }

  /** The body: UTF-8 JSON. {@code rejectedCount} stands in it only if not all are listed. */
  public byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 96 * rejected.size());
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("accepted", accepted);
      json.writeNumberProperty("duplicates", duplicates);
      json.writeArrayPropertyStart("rejected");
      for (Rejection rejection : rejected) {
        json.writeStartObject();
        json.writeStringProperty("path", rejection.path());
        json.writeStringProperty("reason", rejection.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (rejectedCount > rejected.size()) {
        json.writeNumberProperty("rejectedCount", rejectedCount);
      }
      if (error != null) {
        json.writeStringProperty("error", error);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
