package io.linecheck.server.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * A browser in which somebody is signed in, or half way there.
 *
 * @param account the account's id
 * @param endsAt when it ends however much it is used
 * @param csrfToken what a request that changes something repeats in a header
 */
public record Session(
    String account,
    Stage stage,
    Instant startedAt,
    Instant lastUsedAt,
    Instant endsAt,
    String csrfToken,
    Client client) {

  /** How far the sign-in came. */
  public enum Stage {
    /** The password was right, the second factor is awaited. */
    SECOND_FACTOR,
    FULL
  }

  /** When it ends unless it is used before. */
  public Instant expiresAt(Duration idle) {
    Instant unused = lastUsedAt.plus(idle);
    return unused.isBefore(endsAt) ? unused : endsAt;
  }

  /** Compares in a time that tells nothing. */
  public boolean isCsrfToken(String given) {
    return Secret.same(csrfToken, given);
  }

  Session usedAt(Instant now) {
    return new Session(account, stage, startedAt, now, endsAt, csrfToken, client);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "session of " + account + " since " + startedAt;
  }

  /** What is stored of a session, and the secret that the browser keeps; shown once. */
  public record Begun(String secret, String id, Session session) {
    @Override
    public String toString() {
      return session.toString();
    }
  }

  /** A session and the id under which it is stored, which does not open it. */
  public record Named(String id, Session session) {}
}
