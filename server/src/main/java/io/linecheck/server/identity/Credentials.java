package io.linecheck.server.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account proves itself with here.
 *
 * @param passwordHash absent until a password is set
 * @param secondFactor absent unless a code is asked for at sign-in
 * @param offeredSecret of a second factor that no code has confirmed yet
 */
public record Credentials(
    @Nullable String passwordHash,
    @Nullable SecondFactor secondFactor,
    @Nullable String offeredSecret) {
  static final Credentials NONE = new Credentials(null, null, null);

  /**
   * An authenticator app, and codes for when it is lost.
   *
   * @param secret in base 32; codes are computed from it, so it cannot be kept as a hash
   * @param lastStep the time step of the last code that was accepted: each works once
   * @param recoveryCodeHashes of the codes that were not used yet
   */
  public record SecondFactor(String secret, long lastStep, List<String> recoveryCodeHashes) {
    public SecondFactor {
      recoveryCodeHashes = List.copyOf(recoveryCodeHashes);
    }

    SecondFactor usedAt(long step) {
      return new SecondFactor(secret, step, recoveryCodeHashes);
    }

    SecondFactor withoutRecoveryCode(String hash) {
      return new SecondFactor(
          secret,
          lastStep,
          recoveryCodeHashes.stream().filter(kept -> !kept.equals(hash)).toList());
    }

    @Override
    public String toString() {
      return "second factor";
    }
  }

  Credentials withPasswordHash(String given) {
    return new Credentials(given, secondFactor, offeredSecret);
  }

  Credentials withSecondFactor(@Nullable SecondFactor given) {
    return new Credentials(passwordHash, given, null);
  }

  Credentials withOfferedSecret(String given) {
    return new Credentials(passwordHash, secondFactor, given);
  }

  /** Nothing of it is for a log. */
  @Override
  public String toString() {
    return "credentials";
  }
}
