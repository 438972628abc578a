package io.linecheck.server.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bouncycastle.util.encoders.Base32;

/**
 * Ten codes for who lost the authenticator app: 120 bits each, so that a fast hash is enough (OWASP
 * ASVS 5.0, 6.5.2 asks for a slow one below 112).
 */
final class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int BYTES = 15;
  private static final int GROUP = 4;

  private RecoveryCodes() {}

  static List<String> make(SecureRandom random) {
    return IntStream.range(0, COUNT).mapToObj(each -> one(random)).toList();
  }

  /** However it was typed: case, dashes and spaces do not matter. */
  static String hash(String code) {
    return Secret.hash(code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
  }

  private static String one(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = Base32.toBase32String(bytes).toLowerCase(Locale.ROOT);
    return String.join("-", text.split("(?<=\\G.{" + GROUP + "})"));
  }
}
