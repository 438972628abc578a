package io.linecheck.store.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The index templates as this version of Linecheck wants them: resources beside this class, with
 * what the layout says put in.
 */
final class Templates {
  /** Raised with every change of a resource, so that an older Linecheck leaves it alone. */
  static final int VERSION = 1;

  static final List<String> NAMES =
      List.of(
          "samples",
          "windows",
          "calls",
          "reports",
          "api-metrics",
          "events",
          "documents",
          "audit",
          "batches",
          "pending");

  /** Where a template tells what it was made from. */
  private static final String FINGERPRINT = "linecheckFingerprint";

  /** Derived sources, which halve an index, came with this version. */
  private static final ClusterVersion DERIVED_SOURCE_SINCE = new ClusterVersion(3, 2);

  private final OpenSearchConfig.Layout layout;

  Templates(OpenSearchConfig.Layout layout) {
    this.layout = layout;
  }

  /** What a template is called in the cluster. */
  String nameInCluster(String name) {
    return prefixInCluster() + name;
  }

  /** What the names of all of them begin with, and perhaps those of others. */
  String prefixInCluster() {
    return layout.prefix().replace("*", "any") + "linecheck-";
  }

  /** As a request to install it has it. */
  ObjectNode of(String name, ClusterVersion version) {
    ObjectNode template = resource(name);
    template.putArray("index_patterns").add(pattern(name));
    ObjectNode settings = (ObjectNode) template.path("template").path("settings").path("index");
    settings.put("number_of_shards", name.equals("samples") ? layout.shards() : 1);
    settings.put("number_of_replicas", layout.replicas());
    settings.put("refresh_interval", layout.refreshInterval().toMillis() + "ms");
    if (version.isBefore(DERIVED_SOURCE_SINCE)) {
      settings.remove("derived_source");
    }
    template.put("version", VERSION);
    template.putObject("_meta").put(FINGERPRINT, fingerprint(template));
    return template;
  }

  /** Settings and mapping of an index; empty if it is none of Linecheck's. */
  Optional<JsonNode> ofIndex(String index, ClusterVersion version) {
    return NAMES.stream()
        .filter(name -> fits(index, pattern(name)))
        .findFirst()
        .map(name -> of(name, version).path("template"));
  }

  /** The indices that a template is for. */
  String pattern(String name) {
    return layout.prefix() + resource(name).path("index_patterns").path(0).asString();
  }

  private static boolean fits(String index, String pattern) {
    return pattern.endsWith("*")
        ? index.startsWith(pattern.substring(0, pattern.length() - 1))
        : index.equals(pattern);
  }

  static String fingerprintIn(JsonNode template) {
    return template.path("_meta").path(FINGERPRINT).asString("");
  }

  static ObjectNode resource(String name) {
    try (InputStream file = Templates.class.getResourceAsStream(name + ".json")) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its index template " + name);
      }
      return (ObjectNode) Json.MAPPER.readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException("index template " + name + " cannot be read", e);
    }
  }

  private static String fingerprint(JsonNode template) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(template));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
