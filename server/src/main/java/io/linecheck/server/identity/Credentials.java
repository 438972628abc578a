package io.linecheck.server.identity;

import org.jspecify.annotations.Nullable;

/**
 * What an account proves itself with here.
 *
 * @param passwordHash absent until a password is set
 */
public record Credentials(@Nullable String passwordHash) {
  static final Credentials NONE = new Credentials(null);

  Credentials withPasswordHash(String given) {
    return new Credentials(given);
  }

  /** Nothing of it is for a log. */
  @Override
  public String toString() {
    return "credentials";
  }
}
