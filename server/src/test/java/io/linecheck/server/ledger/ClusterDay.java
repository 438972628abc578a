package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import io.linecheck.server.identity.LocalAccess;
import io.linecheck.testkit.OpenSearchNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two servers over a cluster of three nodes, senders in front that keep what is not taken, and
 * somebody at each server who reads.
 */
final class ClusterDay extends BadDay {
  private static final int NODES = 3;
  private static final int SERVERS = 2;

  /** For OpenSearch, what its three nodes hold and some thousand calls. */
  private static final int DISK_MEGABYTES = 3072;

  private final String name;
  private final List<ClusterFault> faults;
  private final Duration frozen;
  private final AtomicReferenceArray<ServerProcess> servers = new AtomicReferenceArray<>(SERVERS);
  private final Reading reading = new Reading();
  private final List<PageReader> readers = new ArrayList<>();
  private @Nullable SmallFilesystem disk;
  private @Nullable Path data;
  private @Nullable OpenSearchNodes nodes;
  private @Nullable Operator operator;
  private @Nullable CallTally calls;
  private long mostMegabytes;

  /**
   * @param faults each of which happens in every round
   * @param frozen how long a node is frozen
   */
  ClusterDay(String name, List<ClusterFault> faults, Duration frozen) {
    this.name = name;
    this.faults = faults;
    this.frozen = frozen;
  }

  @Override
  String name() {
    return name;
  }

  @Override
  ServerProcess happen(Path folder, int rounds) throws Exception {
    data = folder;
    nodes = OpenSearchNodes.start(NODES, folderOfNodes());
    operator = new Operator(nodes);
    for (int server = 0; server < SERVERS; server++) {
      startServer(server);
    }
    try (Senders _ = send(this::present)) {
      awaitAcknowledged(50);
      startReaders();
      for (int round = 0; round < rounds; round++) {
        for (ClusterFault fault : faults) {
          fault.strike(this, round);
          awaitAcknowledged(50);
        }
      }
      operator().awaitGreen();
    }
    readers.forEach(PageReader::close);
    for (int server = 0; server < SERVERS; server++) {
      note(servers.get(server));
    }
    return servers.get(0);
  }

  /** On a disk of their own where it is to be filled: another is everybody's. */
  private Path folderOfNodes() throws IOException, InterruptedException {
    Path folder = OpenSearchNodes.newFolder();
    if (!faults.contains(ClusterFault.WATERMARK)) {
      return folder;
    }
    disk = SmallFilesystem.in(folder, DISK_MEGABYTES);
    return disk.folder();
  }

  OpenSearchNodes nodes() {
    return Objects.requireNonNull(nodes);
  }

  Operator operator() {
    return Objects.requireNonNull(operator);
  }

  /** Of the nodes. */
  SmallFilesystem disk() {
    return Objects.requireNonNull(disk);
  }

  Duration frozen() {
    return frozen;
  }

  void startServer(int number) throws Exception {
    String urls = nodes().urls().stream().map(URI::toString).collect(Collectors.joining(","));
    servers.set(
        number,
        serve(
            Objects.requireNonNull(data).resolve("server-" + number),
            "--store=opensearch",
            "--opensearch-url=" + urls));
  }

  /** Those who ask go to the others from then on. */
  void killServer(int number) throws InterruptedException {
    ServerProcess server = servers.getAndSet(number, null);
    note(server);
    server.kill();
  }

  private void note(ServerProcess server) {
    mostMegabytes = Math.max(mostMegabytes, server.mostMegabytes());
  }

  private List<URI> present() {
    return IntStream.range(0, SERVERS).mapToObj(this::url).flatMap(Optional::stream).toList();
  }

  private Optional<URI> url(int server) {
    return Optional.ofNullable(servers.get(server)).map(ServerProcess::url);
  }

  private void startReaders() throws IOException, InterruptedException {
    String token = token();
    for (int server = 0; server < SERVERS; server++) {
      int number = server;
      readers.add(new PageReader(() -> url(number), token, reading));
    }
  }

  /** Made at one server, for all. */
  private String token() throws IOException, InterruptedException {
    LocalAccess.Door door =
        LocalAccess.of(Objects.requireNonNull(data).resolve("server-0")).orElseThrow();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var made =
          client.send(
              HttpRequest.newBuilder(servers.get(0).url().resolve("api/v1/tokens"))
                  .header("Authorization", "Bearer " + door.token())
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"name": "reader", "roles": ["viewer"], "scope": {"kind": "everything"},
                           "expiresAt": %d}
                          """
                              .formatted(System.currentTimeMillis() + 86_400_000)))
                  .build(),
              BodyHandlers.ofString());
      if (made.statusCode() != 200) {
        throw new IOException("no token: " + made.body());
      }
      return Operator.JSON.readTree(made.body()).path("token").asString();
    }
  }

  @Override
  StoredBodies stored(Path folder) throws IOException {
    ClusterRows rows = new ClusterRows(operator());
    calls = CallTally.awaited(rows, book());
    return StoredBodies.in(rows, book());
  }

  @Override
  List<LedgerPage.Column> more() {
    reading.failures().forEach(this::said);
    CallTally tally = Objects.requireNonNull(calls);
    tally.wrong().forEach(this::said);
    return List.of(
        new LedgerPage.Column(
            "calls whole", "%,d".formatted(tally.whole()), tally.wrong().isEmpty()),
        new LedgerPage.Column(
            "calls wrong", "%,d".formatted(tally.wrong().size()), tally.wrong().isEmpty()),
        new LedgerPage.Column("questions answered", "%,d".formatted(reading.answered()), true),
        new LedgerPage.Column(
            "not answered", "%,d".formatted(reading.failed()), reading.failed() == 0),
        new LedgerPage.Column(
            "longest wait", "%.1f s".formatted(reading.longest().toMillis() / 1000.0), true),
        new LedgerPage.Column("a server's memory at most", mostMegabytes + " MB", true));
  }

  @Override
  void cleanUp() throws IOException {
    readers.forEach(PageReader::close);
    if (operator != null) {
      operator.close();
    }
    if (nodes != null) {
      nodes.close();
    }
    if (disk != null) {
      disk.close();
    }
  }
}
