package io.linecheck.server.identity;

import io.linecheck.server.identity.Audit.By;
import io.linecheck.store.DocumentStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts of people whom a provider vouches for. Who somebody is, issuer and subject say together:
 * names and e-mail addresses are given to others when somebody leaves.
 */
public final class SubjectAccounts {
  private static final int MOST_NAMESAKES = 1000;

  /** A person as one provider tells them from all others. */
  public record Subject(String issuer, String subject) {
    /** Issuers have no line breaks. */
    String id() {
      return Secret.hash(issuer + "\n" + subject);
    }
  }

  /**
   * @param accountCreatedAt tells the account from a later one of the same name
   */
  record Link(String issuer, String subject, String account, Instant accountCreatedAt) {}

  private final Accounts accounts;
  private final Sessions sessions;
  private final Documents<Link> links;
  private final Audit audit;
  private final Clock clock;

  SubjectAccounts(
      Accounts accounts, Sessions sessions, DocumentStore store, Audit audit, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.links = new Documents<>(store, "sign-on-subjects", Link.class);
    this.audit = audit;
    this.clock = clock;
  }

  public Optional<Account> find(Subject subject) {
    return links
        .find(subject.id())
        .flatMap(link ->
            accounts
                .find(link.account())
                .filter(account -> account.createdAt().equals(link.accountCreatedAt())));
  }

  /** A new account, under the name or, if that is taken, the name with a number. */
  public Account make(By by, Subject subject, String name, String displayName, Grant grant) {
    String base = AccountName.resembling(name);
    for (int number = 1; number <= MOST_NAMESAKES; number++) {
      Account account =
          Account.named(
              number == 1 ? base : base + "-" + number, displayName, grant, clock.instant());
      if (accounts.add(account)) {
        link(subject, account);
        audit.done(by, "account.create", account.name(), Users.described(grant));
        return account;
      }
    }
    throw new IllegalStateException(MOST_NAMESAKES + " accounts are named like " + base);
  }

  /** Whoever the provider knows as the subject is from now on the one whose account this is. */
  void link(Subject subject, Account account) {
    links.remove(subject.id());
    links.add(
        subject.id(),
        new Link(subject.issuer(), subject.subject(), account.id(), account.createdAt()));
  }

  /** What the provider says now is what counts, in open sessions, too. */
  public Account update(By by, Account account, String displayName, Grant grant) {
    if (account.displayName().equals(displayName) && account.grant().equals(grant)) {
      return account;
    }
    Account updated =
        accounts
            .change(account.id(), current -> current.withDisplayName(displayName).withGrant(grant))
            .orElse(account);
    audit.done(by, "account.change", account.name(), Users.described(grant));
    return updated;
  }

  /** Somebody who lost every role is signed out everywhere. */
  public void strip(By by, Account account) {
    accounts.change(
        account.id(), current -> current.withGrant(new Grant(Set.of(), current.grant().scope())));
    sessions.endAll(account.id());
    audit.done(by, "account.change", account.name(), Map.of("roles", ""));
  }
}
