package io.linecheck.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The document port's promises, kept in memory. */
public final class PlainDocuments implements DocumentStore {
  private final Map<String, StoredDocument> documents = new TreeMap<>();
  private long lastVersion;
  public int puts;

  @Override
  public Optional<StoredDocument> find(String collection, String id) {
    return Optional.ofNullable(documents.get(collection + "/" + id));
  }

  @Override
  public List<String> collections() {
    throw new UnsupportedOperationException("nobody lists people");
  }

  @Override
  public List<StoredDocument> list(String collection) {
    throw new UnsupportedOperationException("nobody lists people");
  }

  @Override
  public long put(String collection, String id, String json, long expectedVersion) {
    puts++;
    if (find(collection, id).map(StoredDocument::version).orElse(0L) != expectedVersion) {
      throw new StoreException(StoreException.Cause.CONFLICT, id + " exists");
    }
    documents.put(collection + "/" + id, new StoredDocument(id, ++lastVersion, json));
    return lastVersion;
  }

  @Override
  public boolean delete(String collection, String id) {
    return documents.remove(collection + "/" + id) != null;
  }

  @Override
  public String toString() {
    return documents.toString();
  }
}
