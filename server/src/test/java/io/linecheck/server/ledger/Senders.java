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

/** Pages that send call after call to one server, until they are stopped or it is gone. */
final class Senders implements AutoCloseable {
  private static final int SENDERS = 6;

  /** Acknowledged bodies that are sent a second time. */
  private static final int TWICE = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(20);

  private final Book book;
  private final URI ingest;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Senders(Book book, URI server) {
    this.book = book;
    this.ingest = server.resolve("ingest/softphonemetrics");
  }

  static Senders start(Book book, URI server) {
    Senders senders = new Senders(book, server);
    for (int i = 0; i < SENDERS; i++) {
      senders.threads.add(Thread.ofPlatform().start(senders::run));
    }
    return senders;
  }

  /** Sends again whatever was not acknowledged, and some that was: which must add nothing. */
  static void sendAgain(Book book, URI server) {
    try (Senders again = new Senders(book, server)) {
      book.lastAcknowledged(TWICE).forEach(again::send);
      book.notAcknowledged().forEach(again::send);
    }
  }

  private void run() {
    while (!stopped) {
      int first = book.newCall();
      for (int part = 0; part < Book.BODIES_PER_CALL; part++) {
        switch (send(first + part)) {
          case ACKNOWLEDGED -> {}
          case REFUSED -> LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
          case UNANSWERED -> {
            if (!answers()) {
              return;
            }
          }
        }
      }
    }
  }

  private Fate send(int body) {
    Fate fate;
    try {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(ingest)
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
  private boolean answers() {
    try {
      client.send(
          HttpRequest.newBuilder(ingest.resolve("/api/v1/health")).timeout(PATIENCE).build(),
          BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends nothing new. */
  void stop() {
    stopped = true;
  }

  /** Waits until each has the answer to what it sent last, or knows that there is none. */
  @Override
  public void close() {
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
