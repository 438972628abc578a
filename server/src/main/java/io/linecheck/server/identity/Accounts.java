package io.linecheck.server.identity;

import io.linecheck.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All accounts. What was read is believed for a short time: a change by another process takes
 * effect here after that. Safe for many threads.
 */
public final class Accounts {
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private record Known(Account account, Instant readAt) {}

  private final Documents<Account> documents;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Accounts(DocumentStore store, Clock clock) {
    this.documents = new Documents<>(store, "accounts", Account.class);
    this.clock = clock;
  }

  public boolean isEmpty() {
    return documents.all().findAny().isEmpty();
  }

  /** By name. */
  public List<Account> all() {
    return documents
        .all()
        .map(Documents.Named::value)
        .sorted(Comparator.comparing(Account::id))
        .toList();
  }

  public Optional<Account> find(String id) {
    Known found =
        known.compute(id, (key, before) -> before != null && isFresh(before) ? before : read(key));
    return Optional.ofNullable(found).map(Known::account);
  }

  public Optional<Account> named(String name) {
    return AccountName.isValid(name) ? find(AccountName.id(name)) : Optional.empty();
  }

  /** Returns whether it was added: false if the name is taken. */
  boolean add(Account account) {
    return documents.add(account.id(), account);
  }

  Optional<Account> change(String id, UnaryOperator<Account> change) {
    Optional<Account> changed = documents.change(id, change);
    known.remove(id);
    return changed;
  }

  boolean remove(String id) {
    boolean removed = documents.remove(id);
    known.remove(id);
    return removed;
  }

  private boolean isFresh(Known found) {
    return !found.readAt.plus(BELIEVED).isBefore(clock.instant());
  }

  private @Nullable Known read(String id) {
    Instant now = clock.instant();
    return documents.find(id).map(account -> new Known(account, now)).orElse(null);
  }
}
