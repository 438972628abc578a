package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Looks at a cluster for what an operator must mend. */
final class ClusterTroubles {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTroubles.class);
  private static final String FLAT = "?flat_settings=true";

  private final Cluster cluster;
  private final Indices indices;
  private final Setup setup;
  private final WrittenIndices written;
  private final int copies;
  private final Clock clock;
  private volatile Set<Trouble> told = Set.of();

  ClusterTroubles(
      Cluster cluster, Indices indices, OpenSearchConfig config, WrittenIndices written) {
    this.cluster = cluster;
    this.indices = indices;
    this.setup = new Setup(cluster, config.layout());
    this.written = written;
    this.copies = config.writing().copies();
    this.clock = config.clock();
  }

  /** Likewise, and says in the log what was not there the last time. */
  List<Trouble> lookAndTell() {
    List<Trouble> found = look();
    for (Trouble trouble : found) {
      if (!told.contains(trouble)) {
        LOG.warn("{}", trouble.sentence());
      }
    }
    told = Set.copyOf(found);
    return found;
  }

  /** The worst first; empty if all is well. */
  List<Trouble> look() {
    List<Trouble> troubles = new ArrayList<>();
    // Where it cannot be asked at all, everything else would say the same again.
    if (add(troubles, this::ofVersion) && add(troubles, this::ofHealth)) {
      add(troubles, this::ofClusterBlocks);
      add(troubles, this::ofIndexBlocks);
      add(troubles, written::look);
      add(troubles, setup::troubles);
    }
    troubles.sort(Comparator.comparing(Trouble::effect));
    return troubles;
  }

  private static boolean add(List<Trouble> troubles, Supplier<List<Trouble>> some) {
    try {
      troubles.addAll(some.get());
      return true;
    } catch (StoreException e) {
      troubles.add(
          e.trouble()
              .orElseGet(() ->
                  new Trouble(
                      Effect.REFUSED,
                      String.valueOf(e.getMessage()),
                      "see the cluster's log for more")));
      return false;
    }
  }

  private List<Trouble> ofVersion() {
    ClusterVersion.of(cluster);
    return List.of();
  }

  private List<Trouble> ofHealth() {
    JsonNode health =
        cluster
            .now(
                "_cluster/health/"
                    + indices.everything()
                    + "?level=indices&cluster_manager_timeout=3s")
            .orThrow(() -> "the cluster's health cannot be read");
    List<Trouble> troubles = new ArrayList<>();
    int nodes = health.path("number_of_data_nodes").asInt(0);
    if (nodes < copies) {
      troubles.add(
          new Trouble(
              Effect.REFUSED,
              ("the cluster has %d data node%s, and opensearch-copies wants telemetry on %d before it"
                      + " is acknowledged")
                  .formatted(nodes, nodes == 1 ? "" : "s", copies),
              "start the nodes that are missing, or set opensearch-copies lower"));
    }
    Set<String> red = new TreeSet<>();
    health
        .path("indices")
        .properties()
        .forEach(index -> {
          if (index.getValue().path("status").asString("").equals("red")) {
            red.add(index.getKey());
          }
        });
    if (!red.isEmpty()) {
      troubles.add(
          new Trouble(
              Effect.REFUSED,
              "no node has a shard of " + SomeNames.of(red) + " (status red)",
              "start the node that has it; if it is lost, restore the index from a snapshot"));
    }
    return troubles;
  }

  private List<Trouble> ofClusterBlocks() {
    JsonNode settings =
        cluster
            .now("_cluster/settings" + FLAT)
            .orThrow(() -> "the cluster's settings cannot be read");
    List<Trouble> troubles = new ArrayList<>();
    for (String block : List.of("read_only", "read_only_allow_delete", "create_index")) {
      String setting = "cluster.blocks." + block;
      for (String kind : List.of("persistent", "transient")) {
        if (settings.path(kind).path(setting).asString("").equals("true")) {
          troubles.add(
              new Trouble(
                  Effect.REFUSED,
                  block.equals("create_index")
                      ? "the cluster makes no new indices (%s)".formatted(setting)
                      : "the cluster is read-only (%s)".formatted(setting),
                  "see who set it and why (OpenSearch does by itself where disks are full), then"
                      + " take it off: PUT _cluster/settings {\"%s\": {\"%s\": null}}"
                          .formatted(kind, setting)));
        }
      }
    }
    return troubles;
  }

  /** Older days may be read-only on purpose. */
  private List<Trouble> ofIndexBlocks() {
    JsonNode all =
        cluster
            .now(indices.everything() + "/_settings/index.blocks.*" + FLAT)
            .orThrow(() -> "blocks of indices cannot be read");
    Set<String> current = indices.current(clock.millis());
    Set<String> full = new TreeSet<>();
    Set<String> blocked = new TreeSet<>();
    all.properties()
        .forEach(index -> {
          JsonNode settings = index.getValue().path("settings");
          if (isOn(settings, "read_only_allow_delete")) {
            full.add(index.getKey());
          } else if (current.contains(index.getKey())
              && (isOn(settings, "write") || isOn(settings, "read_only"))) {
            blocked.add(index.getKey());
          }
        });
    List<Trouble> troubles = new ArrayList<>();
    if (!full.isEmpty()) {
      troubles.add(
          Refusal.diskFull("index.blocks.read_only_allow_delete of " + SomeNames.of(full)));
    }
    if (!blocked.isEmpty()) {
      troubles.add(
          new Trouble(
              Effect.REFUSED,
              "nothing may be written to " + SomeNames.of(blocked),
              "see who blocked it and why, then take index.blocks.write and"
                  + " index.blocks.read_only off"));
    }
    return troubles;
  }

  private static boolean isOn(JsonNode settings, String block) {
    return settings.path("index.blocks." + block).asString("").equals("true");
  }
}
