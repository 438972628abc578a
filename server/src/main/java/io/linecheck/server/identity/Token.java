package io.linecheck.server.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a machine proves itself with.
 *
 * @param name what it is for, for people
 * @param createdBy the name of who made it
 */
public record Token(
    String name,
    Grant grant,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  Token usedAt(Instant now) {
    return new Token(name, grant, createdBy, createdAt, expiresAt, now);
  }

  /** A token and the id under which it is stored, which proves nothing. */
  public record Named(String id, Token token) {}

  /** A new token; its text is shown once. */
  public record Made(String text, Named named) {
    @Override
    public String toString() {
      return "token " + named.token().name();
    }
  }
}
