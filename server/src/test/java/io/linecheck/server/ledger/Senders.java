package io.linecheck.server.ledger;

import io.linecheck.server.ledger.Book.Fate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Pages that send call after call, until they are stopped. */
abstract class Senders implements AutoCloseable {
  private static final int SENDERS = 6;

  /** Acknowledged bodies that are sent a second time. */
  private static final int TWICE = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(20);

  /** With six senders, thirty tries a second: a server that refuses must bear more. */
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(200);

  private final Book book;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Senders(Book book) {
    this.book = book;
  }

  /** What is refused waits until everything is sent again; they end when the server does. */
  static Senders toOne(Book book, URI server) {
    return new ToOne(book, server).start();
  }

  /**
   * A body stays with its sender until it is acknowledged, and goes to another server after each
   * try.
   *
   * @param servers those there are at the moment
   */
  static Senders toAny(Book book, Supplier<List<URI>> servers) {
    return new ToAny(book, servers).start();
  }

  /** Sends again whatever was not acknowledged, and some that was: which must add nothing. */
  static void sendAgain(Book book, URI server) {
    try (Senders again = new ToOne(book, server)) {
      book.lastAcknowledged(TWICE).forEach(body -> again.send(body, server));
      book.notAcknowledged().forEach(body -> again.send(body, server));
    }
  }

  /** Returns whether there is anybody to send more to. */
  abstract boolean deliver(int body);

  private static final class ToOne extends Senders {
    private final URI server;

    ToOne(Book book, URI server) {
      super(book);
      this.server = server;
    }

    @Override
    boolean deliver(int body) {
      return switch (send(body, server)) {
        case ACKNOWLEDGED -> true;
        case REFUSED -> {
          LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
          yield true;
        }
        case UNANSWERED -> answers(server);
      };
    }
  }

  private static final class ToAny extends Senders {
    private final Supplier<List<URI>> servers;

    ToAny(Book book, Supplier<List<URI>> servers) {
      super(book);
      this.servers = servers;
    }

    @Override
    boolean deliver(int body) {
      for (int attempt = body; !isStopped(); attempt++) {
        List<URI> present = servers.get();
        if (send(body, present.get(attempt % present.size())) == Fate.ACKNOWLEDGED) {
          return true;
        }
        LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
      }
      return true;
    }
  }

  final Senders start() {
    for (int i = 0; i < SENDERS; i++) {
      threads.add(Thread.ofPlatform().start(this::run));
    }
    return this;
  }

  private void run() {
    while (!stopped) {
      int first = book.newCall();
      for (int part = 0; part < Book.BODIES_PER_CALL; part++) {
        if (!deliver(first + part)) {
          return;
        }
      }
    }
  }

  final Fate send(int body, URI server) {
    Fate fate;
    try {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(server.resolve("ingest/softphonemetrics"))
                      .timeout(PATIENCE)
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(book.json(body)))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      fate = status == 200 ? Fate.ACKNOWLEDGED : Fate.REFUSED;
    } catch (IOException e) {
      fate = Fate.UNANSWERED;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    book.write(body, fate);
    return fate;
  }

  /** Whether there is a server at all. */
  final boolean answers(URI server) {
    try {
      client.send(
          HttpRequest.newBuilder(server.resolve("api/v1/health")).timeout(PATIENCE).build(),
          BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends nothing new. */
  final void stop() {
    stopped = true;
  }

  final boolean isStopped() {
    return stopped;
  }

  /** Waits until each has the answer to what it sent last, or knows that there is none. */
  @Override
  public final void close() {
    stop();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    client.close();
  }
}
