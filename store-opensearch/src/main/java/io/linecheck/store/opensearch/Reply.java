package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What the cluster said, whether or not it did what it was asked. */
record Reply(int status, JsonNode body) {
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

  /** Errors of a node that lost another over a request; the cluster calls them its own. */
  private static final Set<String> NODE_LOST =
      Set.of(
          "connect_transport_exception",
          "no_node_available_exception",
          "node_closed_exception",
          "node_disconnected_exception",
          "node_not_connected_exception",
          "send_request_transport_exception");

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
    return AwsRefusal.of(status, body)
        .or(() -> Refusal.of(status, body.path(body.has("error") ? "error" : "message")))
        .map(trouble ->
            new StoreException(
                StoreException.Cause.UNAVAILABLE,
                // Who is not let in is refused whatever he asks.
                status == UNAUTHORIZED ? trouble : trouble.of(what),
                null))
        .orElseGet(() -> new StoreException(kind(), what + ": " + reason()));
  }

  private StoreException.Cause kind() {
    return switch (status) {
      case TOO_MANY -> StoreException.Cause.OVERLOADED;
      case 408, 502, UNAVAILABLE, 504 -> StoreException.Cause.UNAVAILABLE;
      default -> mayPass() ? StoreException.Cause.UNAVAILABLE : StoreException.Cause.BROKEN;
    };
  }

  /** Whether the cluster is about to recover from what it says. */
  boolean mayPass() {
    JsonNode ofShard = body.path("error").path("failed_shards").path(0).path("reason");
    return status == UNAVAILABLE
        || NODE_LOST.contains(errorType())
        || NODE_LOST.contains(Refusal.type(ofShard));
  }

  /** Why the cluster refused, in its own words and with the word for the kind of reason. */
  String reason() {
    JsonNode error = body.path("error");
    return "the cluster answered %d: %s"
        .formatted(status, Refusal.said(error.isMissingNode() ? body : error));
  }

  /** The type of the first cause, such as {@code circuit_breaking_exception}; empty if none. */
  String errorType() {
    return Refusal.type(body.path("error"));
  }
}
