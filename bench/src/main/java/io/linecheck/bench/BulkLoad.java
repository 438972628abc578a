package io.linecheck.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The simulated calls' samples as documents of an index of their own, by {@link BulkClients}. */
final class BulkLoad {
  private static final int DOCUMENTS_PER_BULK = 10_000;
  private static final int PREPARED = 16;

  private final OpenSearchProcess openSearch;
  private final List<List<SampleDocuments>> calls;
  private final List<List<BodyTemplate>> templates;

  BulkLoad(OpenSearchProcess openSearch, CallTemplates templates) {
    this.openSearch = openSearch;
    this.templates = new ArrayList<>();
    this.calls = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      this.templates.add(templates.call(i));
      this.calls.add(SampleDocuments.of(templates.call(i)));
    }
  }

  /** Sends prepared bodies for a time. */
  LoadResult run(Duration length) throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    List<BulkClients.Bulk> prepared = new ArrayList<>();
    AtomicLong call = new AtomicLong();
    for (int i = 0; i < PREPARED; i++) {
      prepared.add(bulk(call, now - 3_600_000L, 300));
    }
    return new BulkClients(openSearch, OpenSearchProcess.INDEX).run(prepared, length);
  }

  /** Fills a range evenly with so many documents, made on the way. */
  long fill(long fromMillis, double millisBetweenCalls, long mostDocuments)
      throws IOException, InterruptedException {
    AtomicLong call = new AtomicLong();
    return new BulkClients(openSearch, OpenSearchProcess.INDEX)
        .send(mostDocuments, () -> bulk(call, fromMillis, millisBetweenCalls));
  }

  private BulkClients.Bulk bulk(AtomicLong call, long fromMillis, double millisBetweenCalls) {
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
    return new BulkClients.Bulk(body.toByteArray(), inBody);
  }
}
