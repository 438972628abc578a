package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Installs the index templates, and renews them where an older version of Linecheck left others or
 * somebody changed them. Indices that exist get the fields that are new; what they have stays as it
 * is, and if it does not fit nothing is done at all.
 */
final class Setup {
  private static final Logger LOG = LoggerFactory.getLogger(Setup.class);

  private final Cluster cluster;
  private final Templates templates;

  /** What setting up does to one template. */
  enum Action {
    /** It is as it should be. */
    NONE,
    INSTALL,
    RENEW,
    /** A newer Linecheck made it, whose servers run beside this one or are about to. */
    LEAVE
  }

  /**
   * @param changed where somebody changed it who is not Linecheck; empty if nobody did
   */
  record Step(String template, Action action, String changed) {}

  private record Planned(Step step, ObjectNode template) {}

  Setup(Cluster cluster, OpenSearchConfig.Layout layout) {
    this.cluster = cluster;
    this.templates = new Templates(layout);
  }

  /** What {@link #install} would do now. */
  List<Step> plan() {
    return planned().stream().map(Planned::step).toList();
  }

  /**
   * Returns what was done.
   *
   * @throws StoreException {@code BROKEN} if an index of such a name does not fit
   */
  List<Step> install() {
    List<Planned> all = planned();
    List<Planned> due =
        all.stream()
            .filter(
                one -> one.step().action() == Action.INSTALL || one.step().action() == Action.RENEW)
            .toList();
    due.forEach(one -> requireFit(one.template()));
    due.forEach(this::install);
    return all.stream().map(Planned::step).toList();
  }

  /** What an operator is told of templates that are not as they should be. */
  List<Trouble> troubles() {
    List<String> missing = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> newer = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    for (Step step : plan()) {
      switch (step.action()) {
        case NONE -> {
          // As it should be.
        }
        case INSTALL -> missing.add(step.template());
        case LEAVE -> newer.add(step.template());
        case RENEW -> {
          if (step.changed().isEmpty()) {
            others.add(step.template());
          } else {
            troubles.add(changed(step));
          }
        }
      }
    }
    add(
        troubles,
        missing,
        "missing",
        "install them with linecheck opensearch setup; until then Linecheck makes each index as it"
            + " should be by itself, and nothing is lost");
    add(
        troubles,
        others,
        "of another version of Linecheck, or of other settings",
        "renew them with linecheck opensearch setup, and give all servers of this cluster the same"
            + " opensearch-shards and opensearch-replicas");
    add(
        troubles,
        newer,
        "of a newer version of Linecheck",
        "start this server with that version too; meanwhile it works on and leaves them alone");
    return troubles;
  }

  private static Trouble changed(Step step) {
    return new Trouble(
        Trouble.Effect.STORED,
        "index template %s was changed by somebody, in %s"
            .formatted(step.template(), step.changed()),
        "see who needs it so; linecheck opensearch setup puts it right for indices made from then"
            + " on");
  }

  private static void add(List<Trouble> troubles, List<String> names, String what, String remedy) {
    if (!names.isEmpty()) {
      troubles.add(
          new Trouble(
              Trouble.Effect.STORED,
              (names.size() == 1 ? "index template %s is %s" : "index templates %s are %s")
                  .formatted(SomeNames.of(names), what),
              remedy));
    }
  }

  private void install(Planned planned) {
    String name = planned.step().template();
    cluster
        .send("PUT", "_index_template/" + name, planned.template())
        .orThrow(() -> "index template " + name + " could not be installed");
    addNewFields(planned.template());
    if (!planned.step().changed().isEmpty()) {
      LOG.warn(
          "index template {} had been changed by somebody, in {}; it is as Linecheck made it again",
          name,
          planned.step().changed());
    }
  }

  private List<Planned> planned() {
    ClusterVersion version = ClusterVersion.of(cluster);
    Map<String, JsonNode> present = present();
    return Templates.NAMES.stream()
        .map(name -> {
          String inCluster = templates.nameInCluster(name);
          ObjectNode wanted = templates.of(name, version);
          return new Planned(
              step(inCluster, Optional.ofNullable(present.get(inCluster)), wanted), wanted);
        })
        .toList();
  }

  private static Step step(String name, Optional<JsonNode> found, ObjectNode wanted) {
    if (found.isEmpty()) {
      return new Step(name, Action.INSTALL, "");
    }
    JsonNode present = found.get();
    if (present.path("version").asInt(0) > Templates.VERSION) {
      return new Step(name, Action.LEAVE, "");
    }
    if (!Templates.fingerprintIn(present).equals(Templates.fingerprintIn(wanted))) {
      return new Step(name, Action.RENEW, "");
    }
    return TemplateDifference.between(present, wanted)
        .map(path -> new Step(name, Action.RENEW, path))
        .orElseGet(() -> new Step(name, Action.NONE, ""));
  }

  private Map<String, JsonNode> present() {
    Reply reply = cluster.send("GET", "_index_template/" + templates.prefixInCluster() + "*");
    Map<String, JsonNode> present = new HashMap<>();
    if (reply.status() != Reply.NOT_FOUND) {
      reply
          .orThrow(() -> "index templates cannot be read")
          .path("index_templates")
          .forEach(one -> present.put(one.path("name").asString(), one.path("index_template")));
    }
    return present;
  }

  /** Fields that an index lacks are added afterwards. */
  private void requireFit(ObjectNode template) {
    Reply reply = cluster.send("GET", pattern(template) + "/_mapping?ignore_unavailable=true");
    if (reply.status() == Reply.NOT_FOUND) {
      return;
    }
    JsonNode wanted = template.path("template").path("mappings");
    reply
        .orThrow(() -> "the mapping of indices " + pattern(template) + " cannot be read")
        .properties()
        .forEach(index ->
            MappingConflict.of(index.getKey(), index.getValue().path("mappings"), wanted)
                .filter(conflict -> !conflict.isLack())
                .ifPresent(conflict -> {
                  throw conflict.refusal();
                }));
  }

  private void addNewFields(ObjectNode template) {
    ObjectNode mapping = Json.object();
    mapping.set("properties", template.path("template").path("mappings").path("properties"));
    Reply reply =
        cluster.send("PUT", pattern(template) + "/_mapping?allow_no_indices=true", mapping);
    if (reply.status() != Reply.NOT_FOUND) {
      reply.orThrow(
          () -> "fields of indices " + pattern(template) + " do not fit this version of Linecheck");
    }
  }

  private static String pattern(ObjectNode template) {
    return template.path("index_patterns").path(0).asString();
  }
}
