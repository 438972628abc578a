package io.linecheck.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), written in the PHC string format with the cost it was made with. Few at
 * once: each takes the memory of its cost, so that many sign-ins wait instead of exhausting the
 * heap.
 */
final class PasswordHasher {
  /** Memory in KiB, passes, lanes. */
  record Cost(int memoryKib, int iterations, int lanes) {
    /** The first choice of the OWASP password storage cheat sheet for Argon2id. */
    static final Cost STANDARD = new Cost(19_456, 2, 1);
  }

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final Cost cost;
  private final SecureRandom random;
  private final Semaphore slots = new Semaphore(AT_ONCE, true);
  private final String nobodys;

  PasswordHasher(Cost cost, SecureRandom random) {
    this.cost = cost;
    this.random = random;
    this.nobodys = encoded(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return encoded(cost, salt, derive(password, salt, cost));
  }

  boolean matches(String password, String encoded) {
    Matcher parts = ENCODED.matcher(encoded);
    if (!parts.matches()) {
      throw new IllegalStateException(
          "a stored password hash is not in the PHC format of Argon2id");
    }
    Cost made =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    return MessageDigest.isEqual(
        expected, derive(password, Base64.getDecoder().decode(parts.group(4)), made));
  }

  /** As slow as {@link #matches}: who asks for an unknown name learns nothing from the time. */
  void matchNobody(String password) {
    matches(password, nobodys);
  }

  private static String encoded(Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.iterations(),
            cost.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  private byte[] derive(String password, byte[] salt, Cost with) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(with.memoryKib())
            .withIterations(with.iterations())
            .withParallelism(with.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    slots.acquireUninterruptibly();
    try {
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      slots.release();
    }
    return hash;
  }
}
