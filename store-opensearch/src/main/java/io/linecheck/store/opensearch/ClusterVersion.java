package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import tools.jackson.databind.JsonNode;

/** Which OpenSearch a cluster is. */
record ClusterVersion(int major, int minor) {
  /** The last of 2.x; older ones lack what searches and templates use. */
  static final ClusterVersion OLDEST = new ClusterVersion(2, 19);

  /**
   * Asks the cluster.
   *
   * @throws StoreException {@code BROKEN} if Linecheck cannot work with it
   */
  static ClusterVersion of(Cluster cluster) {
    JsonNode version =
        cluster.now("").orThrow(() -> "the cluster does not tell its version").path("version");
    String product = version.path("distribution").asString("");
    String number = version.path("number").asString("");
    ClusterVersion told = product.equals("opensearch") ? parse(number) : null;
    if (told == null || told.isBefore(OLDEST)) {
      throw new StoreException(
          StoreException.Cause.BROKEN,
          new Trouble(
              Trouble.Effect.REFUSED,
              "the cluster is %s %s, expected OpenSearch %s or later"
                  .formatted(
                      product.equals("opensearch") ? "OpenSearch" : "something else, of version",
                      number,
                      OLDEST),
              "upgrade it, or name another in opensearch-url; where it is OpenSearch that passes"
                  + " for another product, set compatibility.override_main_response_version to"
                  + " false"),
          null);
    }
    return told;
  }

  static ClusterVersion parse(String number) {
    String[] parts = number.split("\\.", 3);
    try {
      return new ClusterVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      throw new StoreException(
          StoreException.Cause.BROKEN,
          "the cluster's version is '" + number + "', expected one such as 3.6.0");
    }
  }

  boolean isBefore(ClusterVersion other) {
    return major < other.major || (major == other.major && minor < other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
