package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What the cluster said, whether or not it did what it was asked. */
record Reply(int status, JsonNode body) {
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

  private static final int LONGEST_REASON = 300;

  boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The body of a good answer. */
  JsonNode orThrow(Supplier<String> what) {
    if (ok()) {
      return body;
    }
    throw failure(what.get());
  }

  /** A refusal in words for the operator. */
  StoreException failure(String what) {
    return new StoreException(kind(), what + ": " + reason());
  }

  private StoreException.Cause kind() {
    return switch (status) {
      case TOO_MANY -> StoreException.Cause.OVERLOADED;
      case 401, 403, 408, 502, UNAVAILABLE, 504 -> StoreException.Cause.UNAVAILABLE;
      default -> StoreException.Cause.BROKEN;
    };
  }

  /** Why the cluster refused, in its own words and with the word for the kind of reason. */
  String reason() {
    return switch (status) {
      case 401 -> "the cluster does not know this user or key (401): check the credentials";
      case 403 ->
          "the cluster does not allow this user or key what was asked, or is read-only (403): "
              + said();
      default -> "the cluster answered " + status + ": " + said();
    };
  }

  /** The type of the first cause, such as {@code circuit_breaking_exception}; empty if none. */
  String errorType() {
    JsonNode error = body.path("error");
    JsonNode root = error.path("root_cause").path(0).path("type");
    return (root.isMissingNode() ? error.path("type") : root).asString("");
  }

  private String said() {
    JsonNode error = body.path("error");
    JsonNode cause = error;
    while (cause.path("caused_by").isObject()) {
      cause = cause.path("caused_by");
    }
    String text =
        error.isString()
            ? error.asString()
            : cause.path("type").asString("") + " " + cause.path("reason").asString("");
    String shown = text.isBlank() ? body.toString() : text.strip();
    return shown.length() <= LONGEST_REASON ? shown : shown.substring(0, LONGEST_REASON) + "…";
  }
}
