package io.linecheck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Real OpenSearch nodes that form a cluster. One that does not come up fails whoever wants it;
 * nothing is skipped. They end with this, at the latest with the JVM.
 */
public final class OpenSearchNodes implements AutoCloseable {
  private static final long START_SECONDS = 180;
  private static final String PREFIX = "linecheck-opensearch";
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long MEMORY_WANTED = 4L << 30;

  private final Path work;
  private final List<OpenSearchNode> nodes;

  private OpenSearchNodes(Path work, List<OpenSearchNode> nodes) {
    this.work = work;
    this.nodes = nodes;
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** Starts so many nodes and waits until they have found each other. */
  public static OpenSearchNodes start(int count) throws IOException {
    return start(count, newFolder());
  }

  /**
   * A folder for nodes, which they may enter as another user too: in memory where there is room, as
   * nothing in it has to outlast the machine.
   */
  public static Path newFolder() throws IOException {
    Path work =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > MEMORY_WANTED
            ? Files.createTempDirectory(MEMORY, PREFIX)
            : Files.createTempDirectory(PREFIX);
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    return work;
  }

  /**
   * Starts so many nodes and waits until they have found each other.
   *
   * @param work where they and their data live
   */
  public static OpenSearchNodes start(int count, Path work) throws IOException {
    List<OpenSearchNode.Address> addresses = new ArrayList<>();
    for (int node = 0; node < count; node++) {
      addresses.add(OpenSearchNode.Address.free("node-" + node));
    }
    List<OpenSearchNode> nodes = new ArrayList<>();
    for (OpenSearchNode.Address address : addresses) {
      nodes.add(OpenSearchNode.start(work, address, addresses));
    }
    OpenSearchNodes started = new OpenSearchNodes(work, nodes);
    started.awaitEachOther();
    return started;
  }

  public List<OpenSearchNode> all() {
    return nodes;
  }

  public List<URI> urls() {
    return nodes.stream().map(node -> node.address().url()).toList();
  }

  private void awaitEachOther() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest health =
          HttpRequest.newBuilder(urls().getFirst().resolve("/_cluster/health")).build();
      while (System.nanoTime() < deadline && nodes.stream().allMatch(OpenSearchNode::isAlive)) {
        if (said(client, health).contains("\"number_of_nodes\":" + nodes.size() + ",")) {
          return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
    close();
    throw new IllegalStateException(
        "the cluster does not come up; see " + nodes.getFirst().log() + " and its neighbours");
  }

  private static String said(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while OpenSearch starts", e);
    }
  }

  private void end() {
    nodes.forEach(OpenSearchNode::close);
  }

  /** Logs stay, for whoever wants to know why. */
  @Override
  public void close() {
    end();
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
