package io.linecheck.server.identity;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The documents of one collection, as values. Safe for many threads. */
final class Documents<T> {
  private static final Logger log = LoggerFactory.getLogger(Documents.class);
  private static final int MOST_TRIES = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // A document of a newer version may be read after going back to this one.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A value and the id under which it is stored. */
  record Named<T>(String id, T value) {}

  private final DocumentStore store;
  private final String collection;
  private final Class<T> type;
  private final Set<String> noting = ConcurrentHashMap.newKeySet();

  Documents(DocumentStore store, String collection, Class<T> type) {
    this.store = store;
    this.collection = collection;
    this.type = type;
  }

  Optional<T> find(String id) {
    return store.find(collection, id).map(this::value);
  }

  Stream<Named<T>> all() {
    List<StoredDocument> documents = store.list(collection);
    return documents.stream().map(document -> new Named<>(document.id(), value(document)));
  }

  /** Returns whether it was added: false if the id is taken. */
  boolean add(String id, T value) {
    try {
      store.put(collection, id, MAPPER.writeValueAsString(value), 0);
      return true;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Cause.CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  /** Replaces a value by what the change makes of it; again if somebody else was faster. */
  Optional<T> change(String id, UnaryOperator<T> change) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      StoredDocument found = store.find(collection, id).orElse(null);
      if (found == null) {
        return Optional.empty();
      }
      T changed = change.apply(value(found));
      try {
        store.put(collection, id, MAPPER.writeValueAsString(changed), found.version());
        return Optional.of(changed);
      } catch (StoreException e) {
        if (e.kind() != StoreException.Cause.CONFLICT) {
          throw e;
        }
      }
    }
    throw new StoreException(
        StoreException.Cause.OVERLOADED,
        collection + " " + id + " is changed by others all the time");
  }

  /**
   * The same beside the caller, or not at all if the store takes nothing just now: for what is good
   * to know but nobody should wait for, let alone be refused for.
   */
  void note(String id, UnaryOperator<T> change) {
    if (noting.add(id)) {
      Thread.startVirtualThread(() -> {
        try {
          change(id, change);
        } catch (StoreException e) {
          log.debug("{} {} was not noted: {}", collection, id, e.getMessage());
        } finally {
          noting.remove(id);
        }
      });
    }
  }

  boolean remove(String id) {
    return store.delete(collection, id);
  }

  private T value(StoredDocument document) {
    return MAPPER.readValue(document.json(), type);
  }
}
