package io.linecheck.server.ledger;

import io.linecheck.server.Awaiting;
import io.linecheck.server.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One kind of fault, again and again under load. */
abstract class BadDay {
  private final Book book = new Book(System.currentTimeMillis() - 1_800_000);
  private final List<String> said = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<Senders> senders = new ArrayList<>();

  /** As the command knows it. */
  abstract String name();

  /** The fault, so many times; returns the server that lives on, if one does. */
  abstract @Nullable ServerProcess happen(Path data, int rounds) throws Exception;

  /**
   * Has the fault happen in an empty folder, sends again what was not taken and some that was, and
   * counts.
   */
  final LedgerPage keep(Path work, int rounds) throws Exception {
    Path data = dataIn(work);
    try {
      ServerProcess alive = happen(data, rounds);
      ServerProcess survivor = alive == null ? serve(data) : alive;
      Senders.sendAgain(book, survivor.url());
      survivor.terminate();
      StoredBodies.Tally tally = stored(data).against(book);
      return LedgerPage.of(name(), rounds, book, tally, more(), said);
    } finally {
      for (Senders one : senders) {
        one.stop();
      }
      for (ServerProcess one : servers) {
        one.kill();
      }
      cleanUp();
    }
  }

  Path dataIn(Path work) throws Exception {
    return work.resolve(name());
  }

  /** What is there when all is over. */
  StoredBodies stored(Path data) throws Exception {
    return StoredBodies.in(data, book);
  }

  /** What else was looked at, once what is stored was counted. */
  List<LedgerPage.Column> more() throws Exception {
    return List.of();
  }

  void cleanUp() throws Exception {}

  final Book book() {
    return book;
  }

  /** A server that does not outlive the day, however that goes. */
  final ServerProcess serve(Path data, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--rate-limit-per-second=1000000");
    all.add("--rate-limit-burst=1000000");
    ServerProcess server = ServerProcess.start(data, all.toArray(String[]::new));
    servers.add(server);
    return server;
  }

  final Senders send(URI server) {
    return known(Senders.toOne(book, server));
  }

  /** Senders that keep what is not acknowledged and go from one server to the other with it. */
  final Senders send(Supplier<List<URI>> servers) {
    return known(Senders.toAny(book, servers));
  }

  private Senders known(Senders started) {
    senders.add(started);
    return started;
  }

  /** Returns once so many more bodies were acknowledged. */
  final void awaitAcknowledged(int more) throws InterruptedException {
    int enough = book.acknowledged() + more;
    Awaiting.until(() -> book.acknowledged() >= enough);
  }

  /** Returns once so many more bodies were refused. */
  final void awaitRefused(int more) throws InterruptedException {
    long enough = book.refusals() + more;
    Awaiting.until(() -> book.refusals() >= enough);
  }

  final void said(String words) {
    said.add(words);
  }
}
