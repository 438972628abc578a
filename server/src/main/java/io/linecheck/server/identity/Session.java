package io.linecheck.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A browser in which somebody is signed in, or half way there.
 *
 * @param account the account's id
 * @param endsAt when it ends however much it is used
 * @param csrfToken what a request that changes something repeats in a header
 * @param roles the account's when the session began; it is renewed when they are others
 * @param renewed whether another session took its place, and it lives on for requests under way
 */
public record Session(
    String account,
    Stage stage,
    Instant startedAt,
    Instant lastUsedAt,
    Instant endsAt,
    String csrfToken,
    Client client,
    Set<Role> roles,
    boolean renewed) {

  public Session {
    roles = Set.copyOf(roles);
  }

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
    return new Session(account, stage, startedAt, now, endsAt, csrfToken, client, roles, renewed);
  }

  Session renewedUntil(Instant end) {
    return new Session(account, stage, startedAt, lastUsedAt, end, csrfToken, client, roles, true);
  }

  Session withRoles(Set<Role> given) {
    return new Session(
        account, stage, startedAt, lastUsedAt, endsAt, csrfToken, client, given, renewed);
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
