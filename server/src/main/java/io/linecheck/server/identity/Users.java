package io.linecheck.server.identity;

import io.linecheck.access.Scope;
import io.linecheck.server.identity.Audit.By;
import io.linecheck.server.identity.IdentityException.Reason;
import io.linecheck.server.identity.Links.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does with accounts. Each change is written down and takes effect at once.
 */
public final class Users {
  private final Accounts accounts;
  private final Sessions sessions;
  private final Links links;
  private final SubjectAccounts subjects;
  private final Audit audit;
  private final Clock clock;

  Users(
      Accounts accounts,
      Sessions sessions,
      Links links,
      SubjectAccounts subjects,
      Audit audit,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.links = links;
    this.subjects = subjects;
    this.audit = audit;
    this.clock = clock;
  }

  /** An account and the link by which its owner sets a password. */
  public record Invited(Account account, Links.Made link) {}

  /** An account and, while one is open, when the link to it ends. */
  public record Listed(Account account, @Nullable Instant invitationExpiresAt) {}

  /**
   * What is to be different; what is absent stays.
   *
   * @param signOn whom a provider knows the account's owner as
   */
  public record Change(
      @Nullable String displayName,
      @Nullable Set<Role> roles,
      @Nullable Scope scope,
      @Nullable Boolean disabled,
      SubjectAccounts.@Nullable Subject signOn) {}

  public List<Listed> all() {
    return accounts.all().stream().map(this::listed).toList();
  }

  public Listed listed(Account account) {
    return new Listed(account, links.openUntil(account.id()).orElse(null));
  }

  public Invited invite(By by, String name, @Nullable String displayName, Grant grant) {
    AccountName.require(name);
    requireSensible(grant);
    Account account =
        Account.named(
            name,
            displayName == null ? name : Welcome.requireDisplayName(displayName),
            grant,
            clock.instant());
    if (!accounts.add(account)) {
      throw new IdentityException(
          Reason.CONFLICT, "name: there is an account \"" + name + "\" already");
    }
    audit.done(by, "account.create", account.name(), described(grant));
    return new Invited(account, links.make(Kind.INVITATION, account.id()));
  }

  /** A link that sets a new password, and takes a lost second factor off. */
  public Invited reset(By by, String id) {
    Account account = accounts.find(id).orElseThrow(() -> noSuchAccount(id));
    Kind kind = account.isLocal() ? Kind.RESET : Kind.INVITATION;
    Links.Made link = links.make(kind, account.id());
    audit.done(by, "account.reset", account.name());
    return new Invited(account, link);
  }

  public Account change(By by, String id, Change change) {
    Account before = accounts.find(id).orElseThrow(() -> noSuchAccount(id));
    Account after = changed(before, change);
    requireSensible(after.grant());
    if (isAdministrator(before) && !isAdministrator(after)) {
      requireAnotherAdministrator(before);
    }
    Account stored =
        accounts
            .change(id, current -> changed(current, change))
            .orElseThrow(() -> noSuchAccount(id));
    if (change.signOn() != null) {
      subjects.link(change.signOn(), stored);
    }
    if (stored.disabled()) {
      sessions.endAll(id);
      links.removeAllTo(id);
    }
    audit.done(by, "account.change", stored.name(), described(change));
    return stored;
  }

  public void remove(By by, String id) {
    Account account = accounts.find(id).orElseThrow(() -> noSuchAccount(id));
    if (isAdministrator(account)) {
      requireAnotherAdministrator(account);
    }
    accounts.remove(id);
    sessions.endAll(id);
    links.removeAllTo(id);
    audit.done(by, "account.remove", account.name());
  }

  public void endSessions(By by, String id) {
    Account account = accounts.find(id).orElseThrow(() -> noSuchAccount(id));
    int ended = sessions.endAll(id);
    audit.done(by, "session.end-all", account.name(), Map.of("sessions", Integer.toString(ended)));
  }

  private static Account changed(Account account, Change change) {
    Account changed = account;
    if (change.displayName() != null) {
      changed = changed.withDisplayName(Welcome.requireDisplayName(change.displayName()));
    }
    if (change.disabled() != null) {
      changed = changed.withDisabled(change.disabled());
    }
    return changed.withGrant(
        new Grant(
            Optional.ofNullable(change.roles()).orElse(account.grant().roles()),
            Optional.ofNullable(change.scope())
                .map(ScopeDocument::of)
                .orElse(account.grant().scope())));
  }

  /** An agent without a name would see nothing; without a role nobody could do anything. */
  static void requireSensible(Grant grant) {
    if (grant.roles().isEmpty()) {
      throw new IdentityException(
          Reason.INVALID, "roles: there are none, expected at least one of " + Role.words());
    }
    if (grant.roles().equals(Set.of(Role.AGENT)) && !(grant.scope().scope() instanceof Scope.Own)) {
      throw new IdentityException(
          Reason.INVALID,
          "scope: it is not an agent's, expected kind own for the role agent alone");
    }
  }

  private static boolean isAdministrator(Account account) {
    return !account.disabled() && account.grant().roles().contains(Role.ADMINISTRATOR);
  }

  /** Somebody must be able to let others in. */
  private void requireAnotherAdministrator(Account last) {
    if (accounts.all().stream()
        .noneMatch(other -> isAdministrator(other) && !other.id().equals(last.id()))) {
      throw new IdentityException(
          Reason.CONFLICT,
          "\"" + last.name() + "\" is the last administrator: make another one first");
    }
  }

  static Map<String, String> described(Grant grant) {
    return Map.of("roles", grant.roleWords(), "scope", grant.scope().described());
  }

  private static Map<String, String> described(Change change) {
    Map<String, String> detail = new LinkedHashMap<>();
    if (change.roles() != null) {
      detail.put("roles", Grant.words(change.roles()));
    }
    if (change.scope() != null) {
      detail.put("scope", ScopeDocument.of(change.scope()).described());
    }
    if (change.disabled() != null) {
      detail.put("disabled", change.disabled().toString());
    }
    if (change.displayName() != null) {
      detail.put("displayName", change.displayName());
    }
    if (change.signOn() != null) {
      detail.put("issuer", change.signOn().issuer());
      detail.put("subject", change.signOn().subject());
    }
    return detail;
  }

  private static IdentityException noSuchAccount(String id) {
    return new IdentityException(
        Reason.UNKNOWN, "id: there is no account \"" + AccountName.shown(id) + "\"");
  }
}
