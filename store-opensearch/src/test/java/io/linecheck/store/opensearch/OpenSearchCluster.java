package io.linecheck.store.opensearch;

import io.linecheck.testkit.OpenSearchNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Three real OpenSearch nodes that form a cluster, started by the first test that wants them and
 * ended with the last. A cluster that does not come up fails the tests; nothing is skipped.
 */
final class OpenSearchCluster implements BeforeAllCallback {
  private static final int NODES = 3;

  /** Wide enough for every home of a test: templates are installed once, not for each of them. */
  private static final String ANY_HOME = "t*-";

  /**
   * After so many, indices of homes that are gone go as well, all in one change of the cluster:
   * each index costs it something while it is there.
   */
  private static final int HOMES_KEPT = 8;

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OpenSearchCluster.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  /** The cluster of this JVM's tests. */
  static Running running() {
    Running running = Running.latest;
    if (running == null) {
      throw new IllegalStateException("the test class lacks @ExtendWith(OpenSearchCluster.class)");
    }
    return running;
  }

  /** What runs; JUnit closes it at the end. */
  static final class Running implements AutoCloseable {
    private static volatile @Nullable Running latest;

    private final OpenSearchNodes nodes;
    private final Map<Path, String> prefixes = new ConcurrentHashMap<>();
    private final AtomicInteger homes = new AtomicInteger();
    private final Cluster cluster;

    private Running(OpenSearchNodes nodes) {
      this.nodes = nodes;
      this.cluster = new Cluster(OpenSearchConfig.of(nodes.urls()).connection());
    }

    private static Running start() {
      try {
        OpenSearchNodes nodes = OpenSearchNodes.start(NODES);
        Running running = new Running(nodes);
        new Setup(running.cluster, running.layout(ANY_HOME)).install();
        latest = running;
        return running;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** For a store of this home: small, quick, and with names of its own. */
    OpenSearchConfig config(Path home, Clock clock) {
      String prefix = prefixes.computeIfAbsent(home, _ -> nextPrefix());
      if (prefixes.size() > HOMES_KEPT) {
        forgetThoseGone();
      }
      return OpenSearchConfig.of(nodes.urls())
          .with(layout(prefix))
          .with(new OpenSearchConfig.Writing(4096, 4, 1))
          .with(
              new OpenSearchConfig.Deriving(
                  Duration.ofMillis(10),
                  OpenSearchConfig.of(nodes.urls()).deriving().windowScorer(),
                  OpenSearchConfig.of(nodes.urls()).deriving().callScorer()))
          .with(clock);
    }

    OpenSearchNodes nodes() {
      return nodes;
    }

    /** To look at the cluster beside the store. */
    Cluster cluster() {
      return cluster;
    }

    private String nextPrefix() {
      return "t" + homes.incrementAndGet() + "-";
    }

    /** A test's folder ends with it. */
    private void forgetThoseGone() {
      List<String> patterns = new ArrayList<>();
      for (Path home : List.copyOf(prefixes.keySet())) {
        String prefix = Files.exists(home) ? null : prefixes.remove(home);
        if (prefix != null) {
          patterns.add(prefix + "*");
        }
      }
      if (!patterns.isEmpty()) {
        cluster.send("DELETE", String.join(",", patterns) + "?allow_no_indices=true");
      }
    }

    private OpenSearchConfig.Layout layout(String prefix) {
      return new OpenSearchConfig.Layout(prefix, 1, 0, Duration.ofMillis(200), false);
    }

    @Override
    public void close() {
      latest = null;
      cluster.close();
      nodes.close();
    }
  }
}
