package io.linecheck.server.identity;

import io.linecheck.server.identity.Session.Begun;
import io.linecheck.server.identity.Session.Named;
import io.linecheck.server.identity.Session.Stage;
import io.linecheck.store.DocumentStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All sessions. They are documents, by the hash of the secret in the browser's cookie, so that they
 * outlive a restart and whoever reads the store can open none. What was read is believed for a
 * short time: a session that another process ended is open here for that long. Safe for many
 * threads.
 */
public final class Sessions {
  /** How long sessions live: unused, and at all. */
  public record Lifetimes(Duration idle, Duration absolute) {}

  private static final Duration BELIEVED = Duration.ofSeconds(2);

  /** Use is written down no more often than this: it is a commit. */
  private static final Duration USE_WRITTEN_EVERY = Duration.ofMinutes(1);

  private static final Duration CLEANED_EVERY = Duration.ofHours(1);

  /** Requests that a page sent before it had the renewed cookie. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(10);

  private static final Duration SECOND_FACTOR_WITHIN = Duration.ofMinutes(5);

  private record Known(Session session, Instant readAt, Instant writtenUse) {}

  private final Documents<Session> documents;
  private final Lifetimes lifetimes;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> cleanedAt = new AtomicReference<>(Instant.EPOCH);

  Sessions(DocumentStore store, Lifetimes lifetimes, Clock clock, SecureRandom random) {
    this.documents = new Documents<>(store, "sessions", Session.class);
    this.lifetimes = lifetimes;
    this.clock = clock;
    this.random = random;
  }

  public Duration idle() {
    return lifetimes.idle();
  }

  Begun begin(Account account, Stage stage, Client client) {
    removeExpiredNowAndThen();
    Instant now = clock.instant();
    Duration longest =
        switch (stage) {
          case SECOND_FACTOR -> SECOND_FACTOR_WITHIN;
          case FULL -> lifetimes.absolute();
        };
    Session session =
        new Session(
            account.id(),
            stage,
            now,
            now,
            now.plus(longest),
            Secret.random(random),
            client,
            account.grant().roles(),
            false);
    return store(session, now);
  }

  /**
   * A session under another secret in place of one whose account has other roles by now. The page's
   * CSRF token stays what it was.
   */
  public Optional<Begun> renewFor(Account account, Named before) {
    if (before.session().renewed() || before.session().roles().equals(account.grant().roles())) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    AtomicBoolean first = new AtomicBoolean();
    documents.change(
        before.id(),
        stored -> {
          first.set(!stored.renewed());
          return stored.renewed() ? stored : stored.renewedUntil(now.plus(UNDER_WAY));
        });
    known.remove(before.id());
    return first.get()
        ? Optional.of(store(before.session().withRoles(account.grant().roles()), now))
        : Optional.empty();
  }

  private Begun store(Session session, Instant now) {
    String secret = Secret.random(random);
    String id = Secret.hash(secret);
    if (!documents.add(id, session)) {
      throw new IllegalStateException("two secrets of 256 random bits are the same");
    }
    known.put(id, new Known(session, now, now));
    return new Begun(secret, id, session);
  }

  /** The session that a secret opens, if it is neither ended nor expired. */
  public Optional<Named> find(String secret) {
    String id = Secret.hash(secret);
    Instant now = clock.instant();
    Known found =
        known.compute(
            id,
            (key, before) ->
                before != null && !before.readAt.plus(BELIEVED).isBefore(now)
                    ? before
                    : read(key, now, before));
    if (found == null) {
      return Optional.empty();
    }
    if (!now.isBefore(found.session.expiresAt(lifetimes.idle()))) {
      end(id);
      return Optional.empty();
    }
    return Optional.of(new Named(id, found.session));
  }

  /** Puts off the end for want of use. */
  public void use(Named used) {
    Instant now = clock.instant();
    known.computeIfPresent(
        used.id(),
        (id, before) -> {
          Session session = before.session.usedAt(now);
          if (before.writtenUse.plus(USE_WRITTEN_EVERY).isAfter(now)) {
            return new Known(session, before.readAt, before.writtenUse);
          }
          documents.note(id, stored -> stored.usedAt(now));
          return new Known(session, before.readAt, now);
        });
  }

  /** An account's open sessions, the latest used first. */
  public List<Named> of(String account) {
    Instant now = clock.instant();
    return documents
        .all()
        .map(stored -> new Named(stored.id(), current(stored.id(), stored.value())))
        .filter(named -> named.session().account().equals(account))
        .filter(named -> named.session().stage() == Stage.FULL && !named.session().renewed())
        .filter(named -> now.isBefore(named.session().expiresAt(lifetimes.idle())))
        .sorted((a, b) -> b.session().lastUsedAt().compareTo(a.session().lastUsedAt()))
        .toList();
  }

  public boolean end(String id) {
    boolean ended = documents.remove(id);
    known.remove(id);
    return ended;
  }

  /** Ends all of an account's sessions; returns how many there were. */
  public int endAll(String account) {
    return (int)
        documents
            .all()
            .filter(stored -> stored.value().account().equals(account))
            .filter(stored -> end(stored.id()))
            .count();
  }

  private Session current(String id, Session stored) {
    Known here = known.get(id);
    return here == null ? stored : here.session;
  }

  private @Nullable Known read(String id, Instant now, @Nullable Known before) {
    Session stored = documents.find(id).orElse(null);
    if (stored == null) {
      return null;
    }
    Session session =
        before != null && before.session.lastUsedAt().isAfter(stored.lastUsedAt())
            ? stored.usedAt(before.session.lastUsedAt())
            : stored;
    return new Known(session, now, stored.lastUsedAt());
  }

  private void removeExpiredNowAndThen() {
    Instant now = clock.instant();
    Instant before = cleanedAt.get();
    if (before.plus(CLEANED_EVERY).isBefore(now) && cleanedAt.compareAndSet(before, now)) {
      documents
          .all()
          .filter(stored ->
              !now.isBefore(current(stored.id(), stored.value()).expiresAt(lifetimes.idle())))
          .forEach(stored -> end(stored.id()));
    }
  }
}
