package io.linecheck.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real OpenSearch node, as Maven unpacked it, on a free port. It refuses to run as root; then it
 * runs as {@code nobody}, from a copy that {@code nobody} may write.
 */
final class OpenSearchProcess implements AutoCloseable {
  private static final String OTHER_USER = "nobody";
  private static final long START_SECONDS = 180;
  static final String INDEX = "softphone";
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final URI url;
  private final Path home;
  private final HttpClient client = HttpClient.newHttpClient();

  private OpenSearchProcess(Process process, URI url, Path home) {
    this.process = process;
    this.url = url;
    this.home = home;
  }

  /**
   * Starts it.
   *
   * @param work where its copy and its data live; kept, so that a second start finds the data
   */
  static OpenSearchProcess start(Path work) throws IOException, InterruptedException {
    OpenSearchProcess started =
        launch(work, "4g", freePort(), List.of("discovery.type=single-node"));
    started.awaitNodes(1);
    return started;
  }

  /** Starts several that form a cluster; the first is to be asked. */
  static List<OpenSearchProcess> startCluster(Path work, int nodes)
      throws IOException, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      ports.add(freePort());
      names.add("node-" + node);
    }
    String seeds = String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    List<OpenSearchProcess> started = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      List<String> settings =
          List.of(
              "node.name=" + names.get(node),
              "discovery.seed_hosts=" + seeds,
              "cluster.initial_cluster_manager_nodes=" + String.join(",", names));
      started.add(launch(work.resolve(names.get(node)), "1g", ports.get(node), settings));
    }
    started.getFirst().awaitNodes(nodes);
    return started;
  }

  private static OpenSearchProcess launch(
      Path work, String heap, int transportPort, List<String> settings)
      throws IOException, InterruptedException {
    boolean root = System.getProperty("user.name").equals("root");
    Path home = work.resolve("opensearch");
    if (!Files.exists(home)) {
      Files.createDirectories(work);
      run("cp", "-r", unpacked().toString(), home.toString());
      Files.createDirectories(home.resolve("data"));
      if (root) {
        run("chown", "-R", OTHER_USER, home.toString());
      }
    }
    int port = freePort();
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(List.of("runuser", "-u", OTHER_USER, "--"));
    }
    command.addAll(
        List.of(
            home.resolve("bin").resolve("opensearch").toString(),
            "-Ecluster.name=linecheck-bench",
            "-Ehttp.port=" + port,
            "-Etransport.port=" + transportPort,
            "-Epath.data=" + home.resolve("data")));
    settings.forEach(setting -> command.add("-E" + setting));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("opensearch.log").toFile());
    builder.environment().put("OPENSEARCH_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OPENSEARCH_JAVA_OPTS", "-Xms" + heap + " -Xmx" + heap);
    return new OpenSearchProcess(
        builder.start(), URI.create("http://127.0.0.1:" + port + "/"), home);
  }

  URI url() {
    return url;
  }

  double residentMegabytes() throws IOException {
    return ProcessStats.residentMegabytes(java().pid());
  }

  long cpuMillis() throws IOException {
    return ProcessStats.cpuMillis(java().pid());
  }

  /** The index anew, with the settings that took most documents a second on two cores. */
  void createIndex() throws IOException, InterruptedException {
    send("DELETE", INDEX + "?ignore_unavailable=true", null);
    send(
        "PUT",
        INDEX,
        """
        {"settings":{"index":{"number_of_shards":1,"number_of_replicas":0,"refresh_interval":"30s",
           "requests.cache.enable":false,"derived_source":{"enabled":true}}},
         "mappings":{"properties":{
           "timestamp":{"type":"date"},"contactId":{"type":"keyword"},"agent":{"type":"keyword"},
           "contactQueue":{"type":"keyword"},"agentRoutingProfile":{"type":"keyword"},
           "agentPrivateIp":{"type":"keyword"},"softphoneStreamType":{"type":"keyword"},
           "packetsLost":{"type":"integer"},"packetsCount":{"type":"integer"},
           "audioLevel":{"type":"integer"},"jitterBufferMillis":{"type":"long"},
           "roundTripTimeMillis":{"type":"integer"}}}}
        """);
  }

  /** Makes everything visible and durable in one segment; what a quiet night does for an index. */
  void compact() throws IOException, InterruptedException {
    compact(INDEX);
  }

  void compact(String index) throws IOException, InterruptedException {
    send("POST", index + "/_forcemerge?max_num_segments=1", null);
    send("POST", index + "/_flush?force=true", null);
    send("POST", index + "/_refresh", null);
  }

  long documents() throws IOException, InterruptedException {
    return documents(INDEX);
  }

  long documents(String index) throws IOException, InterruptedException {
    send("POST", index + "/_refresh", null);
    return send("GET", index + "/_count", null).path("count").asLong();
  }

  long bytes() throws IOException, InterruptedException {
    return bytes(INDEX);
  }

  long bytes(String index) throws IOException, InterruptedException {
    return send("GET", index + "/_stats/store", null)
        .path("_all")
        .path("primaries")
        .path("store")
        .path("size_in_bytes")
        .asLong();
  }

  JsonNode search(String body) throws IOException, InterruptedException {
    return send("POST", INDEX + "/_search?request_cache=false", body);
  }

  JsonNode send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private void awaitNodes(int nodes) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (send("GET", "_cluster/health", null).path("number_of_nodes").asInt() == nodes) {
          return;
        }
      } catch (IOException _) {
        // Not yet.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    close();
    throw new IOException(
        "OpenSearch does not answer; see " + home.resolveSibling("opensearch.log"));
  }

  /** Behind runuser and a shell script, the JVM is a descendant or has taken the script's place. */
  private ProcessHandle java() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .filter(one -> one.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("OpenSearch has ended"));
  }

  private static Path unpacked() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("bench", "target"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("opensearch-"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> new IOException("bench/target has no opensearch-*: run bench/run"));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  Path home() {
    return home;
  }

  @Override
  public void close() {
    client.close();
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    all.forEach(one -> one.onExit().join());
    process.onExit().join();
  }
}
