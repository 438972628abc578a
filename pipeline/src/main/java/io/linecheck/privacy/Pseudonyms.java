package io.linecheck.privacy;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoredSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
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

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Those under the stored key, which is made if there is none. */
  public static Pseudonyms of(DocumentStore documents, SecureRandom random) {
    return new Pseudonyms(new StoredSecrets(documents, COLLECTION, random).get(ID));
  }

  /** Those under the stored key, if one was ever made. */
  public static Optional<Pseudonyms> stored(DocumentStore documents) {
    return new StoredSecrets(documents, COLLECTION, new SecureRandom())
        .find(ID)
        .map(Pseudonyms::new);
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
}
