package io.linecheck.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real OpenSearch node, as Maven unpacked it, on free ports. It refuses to run as root; then it
 * runs as {@code nobody}, from a copy that {@code nobody} may read.
 */
public final class OpenSearchNode implements AutoCloseable {
  private static final String OTHER_USER = "nobody";

  /** The program's copy, for all nodes of the folder. */
  private static final String PROGRAM = "opensearch";

  private final Path work;
  private final Address address;
  private final List<Address> all;
  private volatile Process process;

  /** Where a node listens, chosen before it starts, so that nodes know of each other. */
  public record Address(String name, int httpPort, int transportPort) {
    public static Address free(String name) throws IOException {
      try (ServerSocket http = new ServerSocket(0);
          ServerSocket transport = new ServerSocket(0)) {
        return new Address(name, http.getLocalPort(), transport.getLocalPort());
      }
    }

    public URI url() {
      return URI.create("http://127.0.0.1:" + httpPort);
    }

    String transport() {
      return "127.0.0.1:" + transportPort;
    }
  }

  private OpenSearchNode(Path work, Address address, List<Address> all) throws IOException {
    this.work = work;
    this.address = address;
    this.all = List.copyOf(all);
    this.process = launch();
  }

  /**
   * Starts a node of a cluster; it is not ready yet when this returns.
   *
   * @param work where its data live
   */
  public static OpenSearchNode start(Path work, Address address, List<Address> all)
      throws IOException {
    prepare(work, work.resolve(address.name()));
    return new OpenSearchNode(work, address, all);
  }

  /**
   * Without the program's script, which starts three more Java processes before the node's: they
   * take as long as the node itself.
   */
  private Process launch() throws IOException {
    Path home = work.resolve(address.name());
    Path program = work.resolve(PROGRAM);
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", OTHER_USER, "--"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms384m",
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseTransparentHugePages",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-javaagent:" + program.resolve("agent").resolve("opensearch-agent.jar"),
            "-Djava.io.tmpdir=" + home.resolve("tmp"),
            "-Dopensearch.path.home=" + program,
            "-Dopensearch.path.conf=" + home.resolve("config"),
            "-Dopensearch.distribution.type=zip",
            "-Dopensearch.bundled_jdk=false",
            "-cp",
            program.resolve("lib").resolve("*").toString(),
            "org.opensearch.bootstrap.OpenSearch",
            "-Epath.data=" + home.resolve("data"),
            "-Epath.logs=" + home.resolve("logs")));
    settings(address, all).forEach(setting -> command.add("-E" + setting));
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  public Address address() {
    return address;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return work.resolve(address.name() + ".log");
  }

  /** SIGKILL; returns when it is dead. What it has on its disk stays. */
  public void kill() {
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(processes);
  }

  /** SIGTERM, as whoever restarts a machine does; returns when it has ended. */
  public void stop() throws IOException, InterruptedException {
    List<ProcessHandle> processes = processes();
    // To the node alone: what starts it as another user does not leave it the time it needs.
    Signals.send(
        "TERM", processes.stream().filter(one -> one.children().findAny().isEmpty()).toList());
    awaitEnd(processes);
  }

  /** The same node with what it had on its disk; it is not ready yet when this returns. */
  public void startAgain() throws IOException {
    process = launch();
  }

  /** SIGSTOP: it keeps its memory, its locks and its connections, and does nothing. */
  public void freeze() throws IOException, InterruptedException {
    Signals.send("STOP", processes());
  }

  /** SIGCONT. */
  public void thaw() throws IOException, InterruptedException {
    Signals.send("CONT", processes());
  }

  /** The node's own and, where it runs as another user, what started it. */
  private List<ProcessHandle> processes() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    processes.forEach(one -> one.onExit().join());
  }

  private static List<String> settings(Address address, List<Address> all) {
    return List.of(
        "cluster.name=linecheck-test",
        "node.name=" + address.name(),
        "network.host=127.0.0.1",
        "http.port=" + address.httpPort(),
        "transport.port=" + address.transportPort(),
        "discovery.seed_hosts=" + String.join(",", all.stream().map(Address::transport).toList()),
        "cluster.initial_cluster_manager_nodes="
            + String.join(",", all.stream().map(Address::name).toList()),
        "cluster.max_shards_per_node=5000",
        "node.store.allow_mmap=false",
        "cluster.routing.allocation.disk.threshold_enabled=false",
        "action.destructive_requires_name=false");
  }

  private static void prepare(Path work, Path home) throws IOException {
    Path program = work.resolve(PROGRAM);
    if (!Files.exists(program)) {
      run("cp", "-r", unpacked().toString(), program.toString());
    }
    Files.createDirectories(home.resolve("data"));
    Files.createDirectories(home.resolve("tmp"));
    run("cp", "-r", program.resolve("config").toString(), home.toString());
    if (isRoot()) {
      run("chown", "-R", OTHER_USER, home.toString());
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Where the build of the store's module has it, seen from that module or from another. */
  private static Path unpacked() throws IOException {
    for (Path target : List.of(Path.of("target"), Path.of("..", "store-opensearch", "target"))) {
      if (Files.isDirectory(target)) {
        try (Stream<Path> entries = Files.list(target)) {
          Optional<Path> found =
              entries
                  .filter(entry -> entry.getFileName().toString().startsWith("opensearch-"))
                  .filter(Files::isDirectory)
                  .findFirst();
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    throw new IOException(
        "store-opensearch/target has no opensearch-*: run mvn process-test-resources");
  }

  private static void run(String... command) throws IOException {
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException("failed: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + String.join(" ", command), e);
    }
  }

  /** Ends it at once: nothing of a test's data is needed any more. */
  @Override
  public void close() {
    kill();
  }
}
