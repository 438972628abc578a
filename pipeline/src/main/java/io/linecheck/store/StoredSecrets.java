package io.linecheck.store;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Random secrets that all nodes of a store have in common: each is made by whichever node needs it
 * first, and stays the same from then on. A collection of them is their home.
 */
public final class StoredSecrets {
  private static final int BYTES = 32;

  /** A quoted text, alone or as the one member of an object. */
  private static final Pattern BASE64 =
      Pattern.compile("(?:\\{\"base64\":)?\"([A-Za-z0-9+/]+={0,2})\"}?");

  private final DocumentStore documents;
  private final String collection;
  private final RandomGenerator random;

  /** {@code random} has to be one that nobody can predict. */
  public StoredSecrets(DocumentStore documents, String collection, RandomGenerator random) {
    this.documents = documents;
    this.collection = collection;
    this.random = random;
  }

  /**
   * The secret of this name, made if there is none.
   *
   * @throws StoreException {@link StoreException.Cause#BROKEN} if what is stored is no secret; it
   *     is not replaced, since something is signed or named with it
   */
  public byte[] get(String id) {
    return find(id).orElseGet(() -> make(id));
  }

  /** The secret of this name, if it was ever made. */
  public Optional<byte[]> find(String id) {
    return documents.find(collection, id).map(this::read);
  }

  private byte[] make(String id) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    try {
      documents.put(collection, id, '"' + Base64.getEncoder().encodeToString(secret) + '"', 0);
      return secret;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.CONFLICT) {
        throw e;
      }
      // Another node made it in the same moment.
      return find(id).orElseThrow(() -> e);
    }
  }

  private byte[] read(StoredDocument document) {
    Matcher stored = BASE64.matcher(document.json());
    if (!stored.matches()) {
      throw new StoreException(
          StoreException.Cause.BROKEN,
          "document %s of %s holds no key, expected base64 in quotes"
              .formatted(document.id(), collection));
    }
    return Base64.getDecoder().decode(stored.group(1));
  }
}
