package io.linecheck.server.signon;

import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.config.SignOnSettings.AccountsFromSignOn;
import io.linecheck.server.identity.Account;
import io.linecheck.server.identity.Audit;
import io.linecheck.server.identity.Audit.By;
import io.linecheck.server.identity.Client;
import io.linecheck.server.identity.Grant;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.identity.Session;
import io.linecheck.server.identity.SignIn;
import io.linecheck.server.identity.SubjectAccounts;
import io.linecheck.server.identity.SubjectAccounts.Subject;
import io.linecheck.server.signon.SignOnRefused.Reason;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** From somebody whom a provider vouches for to their account here. */
public final class Admissions {
  private final SubjectAccounts accounts;
  private final SignIn signIn;
  private final Audit audit;
  private final AccountsFromSignOn newAccounts;
  private final Map<String, GroupGrants> grants;

  public Admissions(
      Identity identity, AccountsFromSignOn newAccounts, Collection<OidcProvider> providers) {
    this.accounts = identity.subjects();
    this.signIn = identity.signIn();
    this.audit = identity.audit();
    this.newAccounts = newAccounts;
    this.grants =
        providers.stream()
            .collect(Collectors.toUnmodifiableMap(OidcProvider::id, GroupGrants::new));
  }

  /** Signs the person in, with the roles and the scope that their groups have now. */
  public Session.Begun admit(SignedOn person, Client client) {
    return signIn.begin(
        account(person, by(person.provider(), client)), client, "sign-on at " + person.provider());
  }

  /** Writes down that nobody was signed in. */
  public void refused(OidcProvider provider, SignOnRefused refusal, Client client) {
    audit.refused(
        by(provider.id(), client), "session.begin", null, Map.of("why", refusal.sentence()));
  }

  private Account account(SignedOn person, By by) {
    GroupGrants rules = grants.get(person.provider());
    if (rules == null) {
      throw new IllegalArgumentException("there is no provider " + person.provider());
    }
    Subject subject = new Subject(person.issuer(), person.subject());
    return accounts
        .find(subject)
        .map(account -> known(person, account, by, rules.of(person, account.grant())))
        .orElseGet(() -> unknown(person, subject, by, rules.of(person, null)));
  }

  private Account known(SignedOn person, Account account, By by, Grant grant) {
    if (account.disabled()) {
      throw new SignOnRefused(Reason.DISABLED, "the account " + account.name() + " is disabled");
    }
    if (grant.roles().isEmpty()) {
      accounts.strip(by, account);
      throw noRole(person);
    }
    return accounts.update(by, account, person.displayName(), grant);
  }

  private Account unknown(SignedOn person, Subject subject, By by, Grant grant) {
    return switch (newAccounts) {
      case NEVER ->
          throw new SignOnRefused(
              Reason.NO_ACCOUNT,
              "no account belongs to subject %s of issuer %s"
                  .formatted(person.subject(), person.issuer()));
      case BY_GROUP -> {
        if (grant.roles().isEmpty()) {
          throw noRole(person);
        }
        yield accounts.make(by, subject, person.name(), person.displayName(), grant);
      }
    };
  }

  /** Nobody here decides it: the provider does. */
  private static By by(String provider, Client client) {
    return new By("sign-on at " + provider, client.address());
  }

  private static SignOnRefused noRole(SignedOn person) {
    return new SignOnRefused(
        Reason.NO_ROLE,
        person.groups().isEmpty()
            ? "the provider names no group of subject " + person.subject()
            : "no group of subject " + person.subject() + " has a role");
  }
}
