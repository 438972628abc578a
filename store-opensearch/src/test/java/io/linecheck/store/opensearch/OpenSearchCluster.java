package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * Three real OpenSearch nodes that form a cluster, started by the first test that wants them and
 * ended with the last. A cluster that does not come up fails the tests; nothing is skipped.
 */
final class OpenSearchCluster implements BeforeAllCallback {
  private static final int NODES = 3;
  private static final long START_SECONDS = 180;

  /** Wide enough for every home of a test: templates are installed once, not for each of them. */
  private static final String ANY_HOME = "t*-";

  /**
   * After so many, indices of older homes go, a hundred at a time for one change of the cluster.
   */
  private static final int HOMES_KEPT = 12;

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

    private final Path work;
    private final List<OpenSearchNode> nodes;
    private final Map<Path, String> prefixes = new ConcurrentHashMap<>();
    private final AtomicInteger homes = new AtomicInteger();
    private final Cluster cluster;

    private Running(Path work, List<OpenSearchNode> nodes) {
      this.work = work;
      this.nodes = nodes;
      this.cluster = new Cluster(OpenSearchConfig.of(urls(nodes)).connection());
      Runtime.getRuntime().addShutdownHook(new Thread(this::endNodes));
    }

    private static Running start() {
      try {
        Path work = Files.createTempDirectory("linecheck-opensearch");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<OpenSearchNode.Address> addresses = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
          addresses.add(OpenSearchNode.Address.free("node-" + node));
        }
        List<OpenSearchNode> nodes = new ArrayList<>();
        for (OpenSearchNode.Address address : addresses) {
          nodes.add(OpenSearchNode.start(work, address, addresses));
        }
        Running running = new Running(work, nodes);
        running.awaitAllNodes();
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
      return OpenSearchConfig.of(urls(nodes))
          .with(layout(prefix))
          .with(new OpenSearchConfig.Writing(4096, 4, 1))
          .with(
              new OpenSearchConfig.Deriving(
                  Duration.ofMillis(10),
                  OpenSearchConfig.of(urls(nodes)).deriving().windowScorer(),
                  OpenSearchConfig.of(urls(nodes)).deriving().callScorer()))
          .with(clock);
    }

    List<OpenSearchNode> nodes() {
      return nodes;
    }

    /** To look at the cluster beside the store. */
    Cluster cluster() {
      return cluster;
    }

    private String nextPrefix() {
      int number = homes.incrementAndGet();
      if (number % HOMES_KEPT == 0) {
        forget(number - 2 * HOMES_KEPT + 1, number - HOMES_KEPT);
      }
      return "t" + number + "-";
    }

    private void forget(int first, int last) {
      List<String> patterns = new ArrayList<>();
      for (int home = Math.max(first, 1); home <= last; home++) {
        patterns.add("t" + home + "-*");
      }
      if (!patterns.isEmpty()) {
        cluster.send("DELETE", String.join(",", patterns) + "?allow_no_indices=true");
      }
    }

    private OpenSearchConfig.Layout layout(String prefix) {
      return new OpenSearchConfig.Layout(prefix, 1, 0, Duration.ofMillis(200), false);
    }

    private void awaitAllNodes() {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
      while (System.nanoTime() < end && nodes.stream().allMatch(OpenSearchNode::isAlive)) {
        try {
          JsonNode health =
              cluster.send("GET", "_cluster/health").orThrow(() -> "the cluster is not ready");
          if (health.path("number_of_nodes").asInt() == NODES) {
            return;
          }
        } catch (StoreException _) {
          // Not yet.
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      close();
      throw new IllegalStateException(
          "the cluster does not come up; see " + nodes.getFirst().log() + " and its neighbours");
    }

    private static List<URI> urls(List<OpenSearchNode> nodes) {
      return nodes.stream().map(node -> node.address().url()).toList();
    }

    private void endNodes() {
      nodes.forEach(OpenSearchNode::close);
    }

    @Override
    public void close() {
      latest = null;
      cluster.close();
      endNodes();
      deleteWork();
    }

    private void deleteWork() {
      try (var files = Files.walk(work)) {
        files
            .sorted(Comparator.reverseOrder())
            .filter(file -> !file.toString().endsWith(".log") && !file.equals(work))
            .forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
