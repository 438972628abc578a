package io.linecheck.store.opensearch;

import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Refusals of the cluster that an operator must mend, told apart by what mends them. */
final class Refusal {
  private static final int LONGEST_REASON = 300;

  private Refusal() {}

  /**
   * Empty for what passes by itself, such as a queue that is full, and for what is nobody's fault
   * but the request's.
   *
   * @param error as the cluster gives it, for a request or for an item of one
   */
  static Optional<Trouble> of(int status, JsonNode error) {
    // Duplicates come by the thousand, and need no words.
    return switch (type(error)) {
      case "cluster_block_exception", "index_create_block_exception" ->
          Optional.of(ofBlock(said(error)));
      case "cluster_manager_not_discovered_exception", "master_not_discovered_exception" ->
          Optional.of(noManager());
      case "unavailable_shards_exception" -> Optional.of(tooFewCopies(said(error)));
      case "validation_exception" ->
          said(error).contains("maximum") && said(error).contains("shards")
              ? Optional.of(tooManyShards(said(error)))
              : Optional.empty();
      default -> ofStatus(status, error);
    };
  }

  /** The type of the first cause, such as {@code circuit_breaking_exception}; empty if none. */
  static String type(JsonNode error) {
    JsonNode root = error.path("root_cause").path(0).path("type");
    return (root.isMissingNode() ? error.path("type") : root).asString("");
  }

  /** The innermost cause in the cluster's own words, shortened. */
  static String said(JsonNode error) {
    JsonNode cause = error;
    while (cause.path("caused_by").isObject()) {
      cause = cause.path("caused_by");
    }
    String text =
        error.isString()
            ? error.asString()
            : cause.path("type").asString("") + " " + cause.path("reason").asString("");
    return shortened(text.isBlank() ? error.toString() : text.strip());
  }

  static String shortened(String shown) {
    return shown.length() <= LONGEST_REASON ? shown : shown.substring(0, LONGEST_REASON) + "…";
  }

  private static Optional<Trouble> ofStatus(int status, JsonNode error) {
    return switch (status) {
      case Reply.UNAUTHORIZED ->
          Optional.of(
              new Trouble(
                  Effect.REFUSED,
                  "the cluster does not know this user or key (401)",
                  "check opensearch-user and opensearch-password, or opensearch-api-key"));
      case Reply.FORBIDDEN ->
          Optional.of(
              new Trouble(
                  Effect.REFUSED,
                  "the cluster does not allow this user or key what was asked (403): "
                      + said(error),
                  "give it the right that the cluster names"));
      default -> Optional.empty();
    };
  }

  /** A block's words name it, as in {@code [FORBIDDEN/6/cluster read-only (api)]}. */
  private static Trouble ofBlock(String said) {
    String words = said.toLowerCase(Locale.ROOT);
    if (words.contains("flood-stage") || words.contains("create-index")) {
      return diskFull(said);
    }
    if (words.contains("no cluster-manager") || words.contains("no master")) {
      return noManager();
    }
    if (words.contains("not recovered")) {
      return new Trouble(
          Effect.REFUSED,
          "the cluster is starting (" + said + ")",
          "wait until its nodes are there");
    }
    return new Trouble(
        Effect.REFUSED,
        words.contains("cluster read-only")
            ? "the cluster is read-only (%s)".formatted(said)
            : "it is blocked (%s)".formatted(said),
        "see who blocked it and why; take the block off in the cluster's or the index's settings"
            + " (cluster.blocks, index.blocks)");
  }

  static Trouble diskFull(String said) {
    return new Trouble(
        Effect.REFUSED,
        "a disk of the cluster is nearly full (%s)".formatted(said),
        "free space, add a node, or keep less (retention-samples); the cluster takes the block off"
            + " by itself once there is room");
  }

  private static Trouble noManager() {
    return new Trouble(
        Effect.REFUSED,
        "the cluster has no elected cluster manager",
        "start the nodes that can be elected: more than half of them must run and reach each"
            + " other");
  }

  private static Trouble tooFewCopies(String said) {
    return new Trouble(
        Effect.REFUSED,
        "fewer copies are there than must have it (%s)".formatted(said),
        "start the nodes that are missing, or set opensearch-copies lower");
  }

  private static Trouble tooManyShards(String said) {
    return new Trouble(
        Effect.REFUSED,
        "the cluster makes no more indices (%s)".formatted(said),
        "keep fewer days (retention-samples and its like), add nodes, or raise"
            + " cluster.max_shards_per_node");
  }
}
