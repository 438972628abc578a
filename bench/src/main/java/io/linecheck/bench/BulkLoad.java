package io.linecheck.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Direct {@code _bulk}: the way into OpenSearch that costs it least. Bodies are made before the
 * clock starts where the same ones may come again, so that the client costs next to nothing.
 */
final class BulkLoad {
  private static final int CLIENTS = 4;
  private static final int DOCUMENTS_PER_BULK = 10_000;
  private static final int PREPARED = 16;

  private final OpenSearchProcess openSearch;
  private final List<List<SampleDocuments>> calls;
  private final List<List<BodyTemplate>> templates;
  private final LongAdder documents = new LongAdder();
  private final Histogram latency = new ConcurrentHistogram(600_000_000L, 3);

  BulkLoad(OpenSearchProcess openSearch, CallTemplates templates) {
    this.openSearch = openSearch;
    this.templates = new ArrayList<>();
    this.calls = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      this.templates.add(templates.call(i));
      this.calls.add(SampleDocuments.of(templates.call(i)));
    }
  }

  /** Sends prepared bodies for a time; as many connections as took most in the measurements. */
  LoadResult run(Duration length) throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    List<Bulk> prepared = new ArrayList<>();
    AtomicLong call = new AtomicLong();
    for (int i = 0; i < PREPARED; i++) {
      prepared.add(bulk(call, now - 3_600_000L, 300));
    }
    long cpuBefore = openSearch.cpuMillis();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    AtomicLong next = new AtomicLong();
    sendFromClients(connection -> {
      while (System.nanoTime() < end) {
        send(connection, prepared.get((int) (next.getAndIncrement() % PREPARED)));
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

  /** Fills a range evenly with so many documents, made on the way. */
  long fill(long fromMillis, double millisBetweenCalls, long mostDocuments)
      throws IOException, InterruptedException {
    AtomicLong call = new AtomicLong();
    sendFromClients(connection -> {
      while (documents.sum() < mostDocuments) {
        send(connection, bulk(call, fromMillis, millisBetweenCalls));
      }
    });
    return documents.sum();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Bulk(byte[] body, int documents) {}

  private Bulk bulk(AtomicLong call, long fromMillis, double millisBetweenCalls) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(4 << 20);
    int inBody = 0;
    while (inBody < DOCUMENTS_PER_BULK) {
      long number = call.getAndIncrement();
      int which = (int) (number % calls.size());
      long begin = fromMillis + Math.round(number * millisBetweenCalls);
      long later = begin - templates.get(which).getFirst().firstMillis();
      String contactId = UUID.randomUUID().toString();
      for (SampleDocuments part : calls.get(which)) {
        part.appendTo(body, contactId, later);
        inBody += part.size();
      }
    }
    return new Bulk(body.toByteArray(), inBody);
  }

  private interface Client {
    void use(Connection connection) throws IOException;
  }

  private void sendFromClients(Client client) throws InterruptedException {
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
    Connection.Answer answer = connection.post(OpenSearchProcess.bulkPath(), bulk.body());
    if (answer.status() != 200 || answer.text().contains("\"errors\":true")) {
      throw new IOException("_bulk was answered " + answer.status() + " " + answer.text());
    }
    latency.recordValue((System.nanoTime() - start) / 1000);
    documents.add(bulk.documents());
  }
}
