package io.linecheck.server;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Documents in memory. */
public final class FakeDocuments implements DocumentStore {
  private final Map<String, Map<String, StoredDocument>> collections = new TreeMap<>();
  private long lastVersion;

  @Override
  public synchronized Optional<StoredDocument> find(String collection, String id) {
    return Optional.ofNullable(in(collection).get(id));
  }

  @Override
  public synchronized List<String> collections() {
    return collections.keySet().stream().filter(name -> !in(name).isEmpty()).toList();
  }

  @Override
  public synchronized List<StoredDocument> list(String collection) {
    return List.copyOf(in(collection).values());
  }

  @Override
  public synchronized long put(String collection, String id, String json, long expectedVersion) {
    long present = find(collection, id).map(StoredDocument::version).orElse(0L);
    if (present != expectedVersion) {
      throw new StoreException(
          StoreException.Cause.CONFLICT, id + " has version " + present + " in " + collection);
    }
    in(collection).put(id, new StoredDocument(id, ++lastVersion, json));
    return lastVersion;
  }

  @Override
  public synchronized boolean delete(String collection, String id) {
    return in(collection).remove(id) != null;
  }

  private Map<String, StoredDocument> in(String collection) {
    return collections.computeIfAbsent(collection, _ -> new TreeMap<>());
  }
}
