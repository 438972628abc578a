package io.linecheck.privacy;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for agents: the first 80 bits of HMAC-SHA-256 over the agent's name, under a key
 * that is made at first use and kept as a document. The same agent always has the same pseudonym;
 * without the key nobody can tell whose it is, nor try names against it.
 */
public final class Pseudonyms {
  private static final String COLLECTION = "keys";
  private static final String ID = "agent-pseudonyms";
  private static final String PREFIX = "agent-";
  private static final String ALGORITHM = "HmacSHA256";

  /** Among a million agents two meet with a chance of one in 2.4 trillion. */
  private static final int PSEUDONYM_BYTES = 10;

  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Those under the stored key, which is made if there is none. */
  public static Pseudonyms of(DocumentStore documents, SecureRandom random) {
    return stored(documents).orElseGet(() -> made(documents, random));
  }

  /** Those under the stored key, if one was ever made. */
  public static Optional<Pseudonyms> stored(DocumentStore documents) {
    return documents.find(COLLECTION, ID).map(Pseudonyms::read);
  }

  public String of(String agent) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(agent.getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  private static Pseudonyms made(DocumentStore documents, SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    try {
      documents.put(COLLECTION, ID, '"' + Base64.getEncoder().encodeToString(key) + '"', 0);
      return new Pseudonyms(key);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.CONFLICT) {
        throw e;
      }
      // Another node made it in the same moment.
      return stored(documents).orElseThrow(() -> e);
    }
  }

  private static Pseudonyms read(StoredDocument document) {
    String json = document.json();
    try {
      return new Pseudonyms(Base64.getDecoder().decode(json.substring(1, json.length() - 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException(
          StoreException.Cause.BROKEN,
          "document " + ID + " of " + COLLECTION + " holds no key, expected base64 in quotes");
    }
  }
}
