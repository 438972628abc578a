package io.linecheck.server.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** Codes of authenticator apps: RFC 6238 with SHA-1, six digits, 30 s, as all of them know it. */
final class Totp {
  /** RFC 4226 §4 recommends 160 bits. */
  private static final int SECRET_BYTES = 20;

  /** A clock may be off by one step (RFC 6238 §5.2). */
  private static final int STEPS_OFF = 1;

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();

  static String newSecret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base32.toBase32String(bytes);
  }

  /** What the QR code says. */
  static String uri(String account, String secret) {
    return "otpauth://totp/Linecheck:%s?secret=%s&issuer=Linecheck&algorithm=SHA1&digits=6&period=30"
        .formatted(URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20"), secret);
  }

  /** The time step that a code belongs to, if it is right and later than the last one used. */
  OptionalLong step(String secret, String code, long lastStep, Instant now) {
    long current = now.getEpochSecond() / generator.getTimeStep().toSeconds();
    for (long step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
      if (step > lastStep && Secret.same(code(secret, step), code)) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  String code(String secret, long step) {
    try {
      return generator.generateOneTimePasswordString(
          new SecretKeySpec(Base32.decode(secret), generator.getAlgorithm()),
          Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds()));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
