package io.linecheck.server.identity;

import io.linecheck.server.identity.IdentityException.Reason;

/** What a new password must be like: long, and nothing else by composition (ASVS 5.0, 6.2). */
public final class PasswordRules {
  public static final int SHORTEST = 12;
  public static final int LONGEST = 128;

  private PasswordRules() {}

  static void require(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new IdentityException(
          Reason.INVALID,
          "password: it has %d characters, expected %d to %d".formatted(length, SHORTEST, LONGEST));
    }
  }
}
