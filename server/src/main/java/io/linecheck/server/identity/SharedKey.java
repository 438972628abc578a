package io.linecheck.server.identity;

import io.linecheck.store.DocumentStore;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys that all nodes of a store have in common; made by the first that needs one. */
final class SharedKey {
  private static final int BYTES = 32;

  record Stored(String base64) {
    /** Without the key. */
    @Override
    public String toString() {
      return "a key";
    }
  }

  private SharedKey() {}

  static SecretKey of(DocumentStore store, String purpose, SecureRandom random) {
    Documents<Stored> keys = new Documents<>(store, "keys", Stored.class);
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    // Whoever is second uses what the first has stored.
    keys.add(purpose, new Stored(Base64.getEncoder().encodeToString(bytes)));
    return new SecretKeySpec(
        Base64.getDecoder().decode(keys.find(purpose).orElseThrow().base64()), "AES");
  }
}
