package io.linecheck.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The server's answer to a batch it has stored.
 *
 * @param rejected how many items were not stored
 * @param firstReason why the first of them was not; null if there is none
 */
public record IngestAnswer(
    long accepted, long duplicates, long rejected, @Nullable String firstReason) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * Reads the answer's counts.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  public static IngestAnswer parse(byte[] body) {
    long accepted = 0;
    long duplicates = 0;
    long rejected = 0;
    String firstReason = null;
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      int depth = 0;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructStart()) {
          depth++;
          rejected += depth == 3 ? 1 : 0;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_NUMBER_INT && depth == 1) {
          if (json.currentName().equals("accepted")) {
            accepted = json.getLongValue();
          } else if (json.currentName().equals("duplicates")) {
            duplicates = json.getLongValue();
          }
        } else if (token == JsonToken.VALUE_STRING && depth == 3 && rejected == 1) {
          firstReason =
              firstReason == null ? json.getString() : firstReason + ": " + json.getString();
        }
      }
    }
    return new IngestAnswer(accepted, duplicates, rejected, firstReason);
  }
}
