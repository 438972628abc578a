package io.linecheck.server.ingest;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoredDocument;
import io.linecheck.store.StoredSecrets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * A secret for each day, made by whichever node needs it first and kept in the store, so that every
 * node takes what any of them gave, also after a restart. What is older than yesterday's is
 * deleted: nothing signed with it is still good.
 */
final class IngestKeys {
  static final String COLLECTION = "ingestKeys";

  private final DocumentStore documents;
  private final StoredSecrets secrets;
  private final Map<Long, byte[]> known = new ConcurrentHashMap<>();

  /** {@code random} has to be one that nobody can predict. */
  IngestKeys(DocumentStore documents, RandomGenerator random) {
    this.documents = documents;
    this.secrets = new StoredSecrets(documents, COLLECTION, random);
  }

  /** The day's secret, made if it is not there yet. */
  byte[] ofDay(long epochDay) {
    return find(epochDay).orElseGet(() -> make(epochDay));
  }

  Optional<byte[]> find(long epochDay) {
    Optional<byte[]> secret = Optional.ofNullable(known.get(epochDay));
    return secret.isPresent()
        ? secret
        : secrets.find(id(epochDay)).map(found -> know(epochDay, found));
  }

  private byte[] make(long epochDay) {
    byte[] secret = know(epochDay, secrets.get(id(epochDay)));
    forgetBefore(epochDay - 1);
    return secret;
  }

  private byte[] know(long epochDay, byte[] secret) {
    known.put(epochDay, secret);
    return secret;
  }

  private void forgetBefore(long epochDay) {
    known.keySet().removeIf(day -> day < epochDay);
    for (StoredDocument document : documents.list(COLLECTION)) {
      if (Long.parseLong(document.id()) < epochDay) {
        documents.delete(COLLECTION, document.id());
      }
    }
  }

  private static String id(long epochDay) {
    return Long.toString(epochDay);
  }
}
