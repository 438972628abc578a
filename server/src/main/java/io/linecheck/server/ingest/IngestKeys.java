package io.linecheck.server.ingest;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

  private static final int SECRET_BYTES = 32;

  private final DocumentStore documents;
  private final RandomGenerator random;
  private final Map<Long, byte[]> known = new ConcurrentHashMap<>();

  /** {@code random} has to be one that nobody can predict. */
  IngestKeys(DocumentStore documents, RandomGenerator random) {
    this.documents = documents;
    this.random = random;
  }

  /** The day's secret, made if it is not there yet. */
  byte[] ofDay(long epochDay) {
    return find(epochDay).orElseGet(() -> make(epochDay));
  }

  Optional<byte[]> find(long epochDay) {
    byte[] secret = known.get(epochDay);
    if (secret != null) {
      return Optional.of(secret);
    }
    Optional<byte[]> stored =
        documents.find(COLLECTION, Long.toString(epochDay)).map(IngestKeys::secret);
    stored.ifPresent(found -> known.put(epochDay, found));
    return stored;
  }

  private byte[] make(long epochDay) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    try {
      documents.put(COLLECTION, Long.toString(epochDay), json(secret), 0);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.CONFLICT) {
        throw e;
      }
      return find(epochDay).orElseThrow(() -> e);
    }
    known.put(epochDay, secret);
    forgetBefore(epochDay - 1);
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

  private static String json(byte[] secret) {
    return "\"" + Base64.getEncoder().encodeToString(secret) + "\"";
  }

  private static byte[] secret(StoredDocument document) {
    String json = document.json();
    return Base64.getDecoder()
        .decode(json.substring(1, json.length() - 1).getBytes(StandardCharsets.US_ASCII));
  }
}
