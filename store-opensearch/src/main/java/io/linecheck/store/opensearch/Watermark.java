package io.linecheck.store.opensearch;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.Optional;

/** A moment up to which something has been done; it only moves on. Shared by all nodes. */
final class Watermark {
  private static final String COLLECTION = DocumentStore.OWN + "watermarks";

  /** Where nothing has been done yet. */
  private static final long BEGINNING = 0;

  private final DocumentStore documents;
  private final String name;

  Watermark(DocumentStore documents, String name) {
    this.documents = documents;
    this.name = name;
  }

  long get() {
    return documents.find(COLLECTION, name).map(Watermark::moment).orElse(BEGINNING);
  }

  void raise(long moment) {
    while (true) {
      Optional<StoredDocument> present = documents.find(COLLECTION, name);
      if (present.isPresent() && moment(present.get()) >= moment) {
        return;
      }
      try {
        documents.put(
            COLLECTION,
            name,
            Long.toString(moment),
            present.map(StoredDocument::version).orElse(0L));
        return;
      } catch (StoreException e) {
        if (e.kind() != StoreException.Cause.CONFLICT) {
          throw e;
        }
      }
    }
  }

  private static long moment(StoredDocument document) {
    return Long.parseLong(document.json());
  }
}
