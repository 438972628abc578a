package io.linecheck.server.identity;

import io.linecheck.access.Scope;
import io.linecheck.server.identity.Audit.By;
import io.linecheck.server.identity.IdentityException.Reason;
import io.linecheck.store.DocumentStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * API tokens: documents by the hash of their text, which only their owner has. What was read is
 * believed for a short time: a token that another process revoked works here for that long. Safe
 * for many threads.
 */
public final class Tokens {
  /** Tells people and secret scanners what was found. */
  static final String PREFIX = "linecheck_";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration BELIEVED = Duration.ofSeconds(2);
  private static final Duration USE_WRITTEN_EVERY = Duration.ofMinutes(1);

  private record Known(Token token, Instant readAt) {}

  private final Documents<Token> documents;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Tokens(DocumentStore store, Audit audit, Clock clock, SecureRandom random) {
    this.documents = new Documents<>(store, "tokens", Token.class);
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** By name. */
  public List<Token.Named> all() {
    return documents
        .all()
        .map(stored -> new Token.Named(stored.id(), current(stored.id(), stored.value())))
        .sorted(Comparator.comparing(named -> named.token().name()))
        .toList();
  }

  /** A token can do no more than who makes it. */
  public Token.Made make(By by, Grant maker, String name, Grant grant, Instant expiresAt) {
    Instant now = clock.instant();
    requireName(name);
    Users.requireSensible(grant);
    requireWithin(maker, grant);
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
      throw new IdentityException(
          Reason.INVALID, "expiresAt: it is not valid, expected a time within the next 366 days");
    }
    String text = PREFIX + Secret.random(random);
    Token token = new Token(name, grant, by.actor(), now, expiresAt, null);
    String id = Secret.hash(text);
    documents.add(id, token);
    audit.done(
        by,
        "token.create",
        name,
        Map.of("roles", grant.roleWords(), "scope", grant.scope().described()));
    return new Token.Made(text, new Token.Named(id, token));
  }

  public void revoke(By by, String id) {
    Token token =
        documents
            .find(id)
            .filter(found -> documents.remove(id))
            .orElseThrow(() -> new IdentityException(Reason.UNKNOWN, "id: there is no such token"));
    known.remove(id);
    audit.done(by, "token.revoke", token.name());
  }

  /** The token of a text, if it is neither revoked nor expired. */
  Optional<Token> find(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String id = Secret.hash(text);
    Instant now = clock.instant();
    Known found =
        known.compute(
            id,
            (key, before) ->
                before != null && !before.readAt.plus(BELIEVED).isBefore(now)
                    ? before
                    : read(key, now));
    if (found == null || !now.isBefore(found.token.expiresAt())) {
      return Optional.empty();
    }
    writeUse(id, found.token, now);
    return Optional.of(found.token);
  }

  /** Its use is known here before it is written. */
  private Token current(String id, Token stored) {
    Known here = known.get(id);
    Instant used = here == null ? null : here.token.lastUsedAt();
    Instant written = stored.lastUsedAt();
    return used == null || (written != null && written.isAfter(used))
        ? stored
        : stored.usedAt(used);
  }

  private @Nullable Known read(String id, Instant now) {
    return documents.find(id).map(token -> new Known(token, now)).orElse(null);
  }

  private void writeUse(String id, Token token, Instant now) {
    Instant last = token.lastUsedAt();
    if (last == null || last.plus(USE_WRITTEN_EVERY).isBefore(now)) {
      documents.note(id, current -> current.usedAt(now));
      known.computeIfPresent(id, (key, before) -> new Known(before.token.usedAt(now), now));
    }
  }

  private void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IdentityException(
          Reason.INVALID,
          "name: it is not valid, expected 1 to 64 letters, digits, spaces, dots, dashes,"
              + " underscores or at signs, a letter or digit first");
    }
    if (documents.all().anyMatch(stored -> stored.value().name().equals(name))) {
      throw new IdentityException(
          Reason.CONFLICT, "name: there is a token \"" + name + "\" already");
    }
  }

  private static void requireWithin(Grant maker, Grant grant) {
    boolean scopeWithin =
        maker.scope().scope() instanceof Scope.Everything || maker.scope().equals(grant.scope());
    if (!maker.permissions().containsAll(grant.permissions()) || !scopeWithin) {
      throw new IdentityException(
          Reason.REFUSED, "roles: a token can do no more than who makes it");
    }
  }
}
