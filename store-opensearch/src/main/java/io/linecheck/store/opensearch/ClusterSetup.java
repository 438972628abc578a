package io.linecheck.store.opensearch;

import io.linecheck.store.Trouble;
import java.util.List;

/** Prepares a cluster, or looks at it, without opening the store. */
public final class ClusterSetup implements AutoCloseable {
  private final Cluster cluster;
  private final Setup setup;
  private final ClusterTroubles troubles;

  private ClusterSetup(Cluster cluster, OpenSearchConfig config) {
    this.cluster = cluster;
    this.setup = new Setup(cluster, config.layout());
    Indices indices = new Indices(config.layout().prefix());
    this.troubles =
        new ClusterTroubles(
            cluster,
            indices,
            config,
            new WrittenIndices(cluster, indices, config.layout(), config.clock()));
  }

  public static ClusterSetup of(OpenSearchConfig config) {
    return new ClusterSetup(new Cluster(config.connection()), config);
  }

  /** What {@link #install} would do, a line for each index template; changes nothing. */
  public List<String> plan() {
    return setup.plan().stream().map(ClusterSetup::line).toList();
  }

  /** Installs and renews index templates; returns what was done, a line for each. */
  public List<String> install() {
    return setup.install().stream().map(ClusterSetup::line).toList();
  }

  /** What an operator must mend, the worst first; changes nothing. */
  public List<Trouble> troubles() {
    return troubles.look();
  }

  private static String line(Setup.Step step) {
    String what =
        switch (step.action()) {
          case NONE -> "up to date";
          case INSTALL -> "install";
          case RENEW -> "renew";
          case LEAVE -> "newer";
        };
    return "%-10s  %s".formatted(what, step.template());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
