package io.linecheck.server.identity;

import io.linecheck.store.DocumentStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Links that let somebody in without a password. Those to an account are documents by the hash of
 * their token, work once and expire; those of a start are kept in memory and end with it.
 */
public final class Links {
  /** What a link is for. */
  public enum Kind {
    /** Makes the first administrator. */
    FIRST,
    INVITATION,
    /** Sets a new password. */
    RESET,
    /** Signs in as the demo's administrator, as often as one likes. */
    DEMO
  }

  /**
   * What a token opens.
   *
   * @param account the account's id; absent for {@link Kind#FIRST}
   * @param expiresAt absent if it ends with the process
   */
  public record Link(Kind kind, @Nullable String account, @Nullable Instant expiresAt) {}

  private final Documents<Link> documents;
  private final Duration lifetime;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Link> standing = new ConcurrentHashMap<>();

  Links(DocumentStore store, Duration lifetime, Clock clock, SecureRandom random) {
    this.documents = new Documents<>(store, "links", Link.class);
    this.lifetime = lifetime;
    this.clock = clock;
    this.random = random;
  }

  /** A link that ends with the process; returns its token. */
  String makeStanding(Kind kind, @Nullable String account) {
    String token = Secret.random(random);
    standing.put(Secret.hash(token), new Link(kind, account, null));
    return token;
  }

  /** A link's token, shown once, and when the link ends. */
  public record Made(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "a link until " + expiresAt;
    }
  }

  /** A link to an account, in place of those it had. */
  Made make(Kind kind, String account) {
    removeAllTo(account);
    String token = Secret.random(random);
    Instant expiresAt = clock.instant().plus(lifetime);
    documents.add(Secret.hash(token), new Link(kind, account, expiresAt));
    return new Made(token, expiresAt);
  }

  public Optional<Link> find(String token) {
    String id = Secret.hash(token);
    return Optional.ofNullable(standing.get(id)).or(() -> documents.find(id)).filter(this::isOpen);
  }

  /** Uses a link up; of several who try at once, one succeeds. */
  boolean useUp(String token) {
    String id = Secret.hash(token);
    return standing.remove(id) != null || documents.remove(id);
  }

  /** When the open link to an account ends. */
  public Optional<Instant> openUntil(String account) {
    return documents
        .all()
        .map(Documents.Named::value)
        .filter(link -> account.equals(link.account()) && isOpen(link))
        .findAny()
        .map(Link::expiresAt);
  }

  void removeAllTo(String account) {
    documents
        .all()
        .filter(stored -> account.equals(stored.value().account()) || !isOpen(stored.value()))
        .forEach(stored -> documents.remove(stored.id()));
  }

  private boolean isOpen(Link link) {
    Instant end = link.expiresAt();
    return end == null || clock.instant().isBefore(end);
  }
}
