package io.linecheck.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Direct {@code _bulk}: the way into OpenSearch that costs it least. Bodies are made before the
 * clock starts where the same ones may come again, so that the client costs next to nothing. For
 * one use.
 */
final class BulkClients {
  /** Took most documents a second on two cores. */
  private static final int CLIENTS = 4;

  private final OpenSearchProcess openSearch;
  private final String path;
  private final LongAdder documents = new LongAdder();
  private final Histogram latency = new ConcurrentHistogram(600_000_000L, 3);

  BulkClients(OpenSearchProcess openSearch, String index) {
    this.openSearch = openSearch;
    this.path = "/" + index + "/_bulk?filter_path=errors";
  }

  /** The body of one request. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bulk(byte[] body, int documents) {}

  /** Sends prepared bodies, again and again, for a time. */
  LoadResult run(List<Bulk> prepared, Duration length) throws IOException, InterruptedException {
    long cpuBefore = openSearch.cpuMillis();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    AtomicLong next = new AtomicLong();
    fromEach(connection -> {
      while (System.nanoTime() < end) {
        send(connection, prepared.get((int) (next.getAndIncrement() % prepared.size())));
      }
    });
    double seconds = (System.nanoTime() - start) / 1e9;
    return new LoadResult(
        seconds,
        latency.getTotalCount(),
        0,
        0,
        documents.sum(),
        documents.sum(),
        latency,
        (openSearch.cpuMillis() - cpuBefore) / 1e3);
  }

  /** Sends at least so many documents; returns how many it were. */
  long send(long mostDocuments, Supplier<Bulk> bulks) throws InterruptedException {
    fromEach(connection -> {
      while (documents.sum() < mostDocuments) {
        send(connection, bulks.get());
      }
    });
    return documents.sum();
  }

  private interface Client {
    void use(Connection connection) throws IOException;
  }

  private void fromEach(Client client) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try (Connection connection = new Connection(openSearch.url())) {
                  client.use(connection);
                } catch (IOException e) {
                  System.err.println("a bulk client ended: " + e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void send(Connection connection, Bulk bulk) throws IOException {
    long start = System.nanoTime();
    Connection.Answer answer = connection.post(path, bulk.body());
    if (answer.status() != 200 || answer.text().contains("\"errors\":true")) {
      throw new IOException("_bulk was answered " + answer.status() + " " + answer.text());
    }
    latency.recordValue((System.nanoTime() - start) / 1000);
    documents.add(bulk.documents());
  }
}
