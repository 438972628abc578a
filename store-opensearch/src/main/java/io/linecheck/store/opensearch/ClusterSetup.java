package io.linecheck.store.opensearch;

import java.util.List;
import java.util.Locale;

/** Prepares a cluster by itself, without opening the store. */
public final class ClusterSetup implements AutoCloseable {
  private final Cluster cluster;
  private final Setup setup;

  private ClusterSetup(Cluster cluster, Setup setup) {
    this.cluster = cluster;
    this.setup = setup;
  }

  public static ClusterSetup of(OpenSearchConfig config) {
    Cluster cluster = new Cluster(config.connection());
    return new ClusterSetup(cluster, new Setup(cluster, config.layout()));
  }

  /** What {@link #install} would do, a line for each index template; changes nothing. */
  public List<String> plan() {
    return setup.plan().stream().map(ClusterSetup::line).toList();
  }

  /** Installs and renews index templates; returns what was done, a line for each. */
  public List<String> install() {
    return setup.install().stream().map(ClusterSetup::line).toList();
  }

  private static String line(Setup.Step step) {
    String what =
        step.action() == Setup.Action.NONE
            ? "up to date"
            : step.action().name().toLowerCase(Locale.ROOT);
    return "%-10s  %s".formatted(what, step.template());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
