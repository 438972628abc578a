package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Installs the index templates, and renews them where another version of Linecheck left others.
 * Indices that exist get the fields that are new; what they have stays as it is.
 */
final class Setup {
  /** The resources beside this class, each a template. */
  static final List<String> TEMPLATES =
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
  private static final Version DERIVED_SOURCE_SINCE = new Version(3, 2);

  private final Cluster cluster;
  private final OpenSearchConfig.Layout layout;

  /** What setting up does to one template. */
  enum Action {
    /** It is as it should be. */
    NONE,
    INSTALL,
    RENEW
  }

  record Step(String template, Action action) {}

  private record Version(int major, int minor) {
    static Version parse(String text) {
      String[] parts = text.split("\\.", 3);
      try {
        return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
        throw new StoreException(
            StoreException.Cause.BROKEN,
            "the cluster's version is '" + text + "', expected one such as 3.6.0");
      }
    }

    boolean isBefore(Version other) {
      return major < other.major || (major == other.major && minor < other.minor);
    }
  }

  Setup(Cluster cluster, OpenSearchConfig.Layout layout) {
    this.cluster = cluster;
    this.layout = layout;
  }

  /** What {@link #install} would do now. */
  List<Step> plan() {
    Version version = version();
    return TEMPLATES.stream()
        .map(name -> new Step(nameInCluster(name), action(name, template(name, version))))
        .toList();
  }

  /** Returns what was done. */
  List<Step> install() {
    Version version = version();
    List<Step> steps = new ArrayList<>();
    for (String name : TEMPLATES) {
      ObjectNode template = template(name, version);
      Action action = action(name, template);
      if (action != Action.NONE) {
        cluster
            .send("PUT", "_index_template/" + nameInCluster(name), template)
            .orThrow(() -> "index template " + nameInCluster(name) + " could not be installed");
        addNewFields(template);
      }
      steps.add(new Step(nameInCluster(name), action));
    }
    return steps;
  }

  private String nameInCluster(String name) {
    return layout.prefix().replace("*", "any") + "linecheck-" + name;
  }

  private Action action(String name, ObjectNode wanted) {
    Reply reply = cluster.send("GET", "_index_template/" + nameInCluster(name));
    if (reply.status() == Reply.NOT_FOUND) {
      return Action.INSTALL;
    }
    String present =
        reply
            .orThrow(() -> "index templates cannot be read")
            .path("index_templates")
            .path(0)
            .path("index_template")
            .path("_meta")
            .path(FINGERPRINT)
            .asString("");
    return present.equals(wanted.path("_meta").path(FINGERPRINT).asString())
        ? Action.NONE
        : Action.RENEW;
  }

  private ObjectNode template(String name, Version version) {
    ObjectNode template = resource(name);
    String pattern = template.path("index_patterns").path(0).asString();
    template.putArray("index_patterns").add(layout.prefix() + pattern);
    ObjectNode settings = (ObjectNode) template.path("template").path("settings").path("index");
    settings.put("number_of_shards", name.equals("samples") ? layout.shards() : 1);
    settings.put("number_of_replicas", layout.replicas());
    settings.put("refresh_interval", layout.refreshInterval().toMillis() + "ms");
    if (version.isBefore(DERIVED_SOURCE_SINCE)) {
      settings.remove("derived_source");
    }
    template.putObject("_meta").put(FINGERPRINT, fingerprint(template));
    return template;
  }

  private void addNewFields(ObjectNode template) {
    String indices = template.path("index_patterns").path(0).asString();
    ObjectNode mapping = Json.object();
    mapping.set("properties", template.path("template").path("mappings").path("properties"));
    Reply reply = cluster.send("PUT", indices + "/_mapping?allow_no_indices=true", mapping);
    if (reply.status() != Reply.NOT_FOUND) {
      reply.orThrow(() -> "fields of indices " + indices + " do not fit this version of Linecheck");
    }
  }

  private Version version() {
    JsonNode answer =
        cluster.send("GET", "").orThrow(() -> "the cluster does not tell its version");
    return Version.parse(answer.path("version").path("number").asString(""));
  }

  static ObjectNode resource(String name) {
    try (InputStream file = Setup.class.getResourceAsStream(name + ".json")) {
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
