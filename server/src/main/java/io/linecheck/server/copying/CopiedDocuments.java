package io.linecheck.server.copying;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the documents of a cluster those of a store: what is new or other is written, what is gone
 * is removed. Documents that somebody else wrote there are never touched.
 */
final class CopiedDocuments {
  private final DocumentStore from;
  private final DocumentStore to;
  private final CopyMarks marks;

  CopiedDocuments(DocumentStore from, DocumentStore to, CopyMarks marks) {
    this.from = from;
    this.to = to;
    this.marks = marks;
  }

  /**
   * Returns how many were written or removed.
   *
   * @throws StoreException {@code BAD_QUESTION} if the cluster has others; nothing was changed
   */
  long copy() {
    Set<String> collections = new TreeSet<>(from.collections());
    collections.addAll(to.collections());
    collections.removeIf(collection -> collection.startsWith(DocumentStore.OWN));
    long lastVersion = marks.lastVersion();
    collections.forEach(collection -> requireOurs(collection, lastVersion));
    long changed = 0;
    for (String collection : collections) {
      changed += copy(collection);
    }
    marks.documentsCopied();
    return changed;
  }

  /** Versions of a cluster's documents only ever grow, whichever document has them. */
  private void requireOurs(String collection, long lastVersion) {
    Map<String, StoredDocument> wanted = byId(from, collection);
    for (StoredDocument present : to.list(collection)) {
      StoredDocument same = wanted.get(present.id());
      if (present.version() > lastVersion
          && (same == null || !same.json().equals(present.json()))) {
        throw new StoreException(
            StoreException.Cause.BAD_QUESTION,
            "the cluster is in use: its collection %s has what no copy has written; copy without accounts, or with another opensearch-prefix"
                .formatted(collection));
      }
    }
  }

  private long copy(String collection) {
    Map<String, StoredDocument> present = byId(to, collection);
    long changed = 0;
    for (StoredDocument wanted : from.list(collection)) {
      StoredDocument there = present.remove(wanted.id());
      if (there == null || !there.json().equals(wanted.json())) {
        to.put(collection, wanted.id(), wanted.json(), there == null ? 0 : there.version());
        changed++;
      }
    }
    for (StoredDocument gone : present.values()) {
      to.delete(collection, gone.id());
      changed++;
    }
    return changed;
  }

  private static Map<String, StoredDocument> byId(DocumentStore store, String collection) {
    return store.list(collection).stream()
        .collect(
            Collectors.toMap(
                StoredDocument::id, document -> document, (one, _) -> one, LinkedHashMap::new));
  }
}
