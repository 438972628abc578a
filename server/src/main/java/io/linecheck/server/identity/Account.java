package io.linecheck.server.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in.
 *
 * @param name as it was chosen; compared without regard to case
 * @param lastSignInAt absent until the first time
 */
public record Account(
    String name,
    String displayName,
    Grant grant,
    boolean disabled,
    Instant createdAt,
    @Nullable Instant lastSignInAt,
    Credentials credentials) {

  static Account named(String name, String displayName, Grant grant, Instant now) {
    return new Account(name, displayName, grant, false, now, null, Credentials.NONE);
  }

  /** What it is stored and asked for by. */
  public String id() {
    return AccountName.id(name);
  }

  /** Whether it has a password here. */
  public boolean isLocal() {
    return credentials.passwordHash() != null;
  }

  public Set<Permission> permissions() {
    return grant.permissions();
  }

  Account withDisplayName(String given) {
    return new Account(name, given, grant, disabled, createdAt, lastSignInAt, credentials);
  }

  Account withGrant(Grant given) {
    return new Account(name, displayName, given, disabled, createdAt, lastSignInAt, credentials);
  }

  Account withDisabled(boolean given) {
    return new Account(name, displayName, grant, given, createdAt, lastSignInAt, credentials);
  }

  Account withLastSignInAt(Instant given) {
    return new Account(name, displayName, grant, disabled, createdAt, given, credentials);
  }

  Account withCredentials(Credentials given) {
    return new Account(name, displayName, grant, disabled, createdAt, lastSignInAt, given);
  }

  @Override
  public String toString() {
    return "account " + name;
  }
}
