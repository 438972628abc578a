package io.linecheck.server.copying;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredBatches;
import io.linecheck.store.StoredDocument;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far earlier copies of one store have come, kept where they were copied to. */
final class CopyMarks {
  private static final String COLLECTION = DocumentStore.OWN + "copies";
  private static final String IDENTITY = DocumentStore.OWN + "identity";
  private static final String HISTORY = "/history";
  private static final String DOCUMENTS = "/documents";

  private final DocumentStore to;
  private final String source;

  CopyMarks(DocumentStore from, DocumentStore to) {
    this.to = to;
    this.source = identity(from);
  }

  /** Up to where batches have been taken. */
  long position() {
    return find(source).map(mark -> Long.parseLong(mark.json())).orElse(StoredBatches.START);
  }

  void position(long position) {
    put(source, Long.toString(position));
  }

  /** Up to when calls without samples have been taken. */
  Instant historyUntil() {
    return find(source + HISTORY)
        .map(mark -> Instant.ofEpochMilli(Long.parseLong(mark.json())))
        .orElse(Instant.EPOCH);
  }

  void historyUntil(Instant moment) {
    put(source + HISTORY, Long.toString(moment.toEpochMilli()));
  }

  /** The version of the last document that a copy has written; zero if there was no copy. */
  long lastVersion() {
    return find(source + DOCUMENTS).map(StoredDocument::version).orElse(0L);
  }

  void documentsCopied() {
    put(source + DOCUMENTS, "{}");
  }

  private Optional<StoredDocument> find(String id) {
    return to.find(COLLECTION, id);
  }

  private void put(String id, String json) {
    to.put(COLLECTION, id, json, find(id).map(StoredDocument::version).orElse(0L));
  }

  /** What tells this store from every other, made once. */
  private static String identity(DocumentStore from) {
    return from.find(IDENTITY, IDENTITY)
        .map(StoredDocument::json)
        .orElseGet(() -> newIdentity(from));
  }

  private static String newIdentity(DocumentStore from) {
    String identity = UUID.randomUUID().toString();
    try {
      from.put(IDENTITY, IDENTITY, identity, 0);
      return identity;
    } catch (StoreException made) {
      return from.find(IDENTITY, IDENTITY).map(StoredDocument::json).orElseThrow(() -> made);
    }
  }
}
