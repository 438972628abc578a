package io.linecheck.server.identity;

import io.linecheck.server.identity.IdentityException.Reason;
import io.linecheck.server.identity.Links.Kind;
import io.linecheck.server.identity.Links.Link;
import io.linecheck.server.identity.Session.Begun;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What becomes of links: the first administrator, a password, a look at the demo. */
public final class Welcome {
  private static final int LONGEST_DISPLAY_NAME = 100;

  private final Accounts accounts;
  private final Sessions sessions;
  private final Links links;
  private final PasswordHasher passwords;
  private final SignIn signIn;
  private final Clock clock;

  Welcome(
      Accounts accounts,
      Sessions sessions,
      Links links,
      PasswordHasher passwords,
      SignIn signIn,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.links = links;
    this.passwords = passwords;
    this.signIn = signIn;
    this.clock = clock;
  }

  /**
   * What somebody with a link chooses.
   *
   * @param name only the first administrator chooses one
   * @param displayName absent to keep what it is
   */
  public record Choice(@Nullable String name, @Nullable String displayName, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "choice of " + name;
    }
  }

  /** An open link, and whom it is for. */
  public record Seen(Link link, @Nullable Account account) {}

  public Seen look(String token) {
    Link link = links.find(token).orElseThrow(Welcome::noSuchLink);
    String id = link.account();
    if (id == null) {
      return new Seen(link, null);
    }
    return new Seen(link, accounts.find(id).orElseThrow(Welcome::noSuchLink));
  }

  /** Sets the password, uses the link up and signs in. */
  public Begun accept(String token, Choice choice, Client client) {
    Seen seen = look(token);
    Account account = seen.account();
    if (seen.link().kind() == Kind.DEMO) {
      throw noSuchLink();
    }
    Account accepted =
        account == null
            ? first(token, choice)
            : invited(token, seen.link().kind(), account, choice);
    return signIn.begin(accepted, client, "link");
  }

  /** Signs in by a link that asks for nothing else. */
  public Begun enter(String token, Client client) {
    Seen seen = look(token);
    Account account = seen.account();
    if (seen.link().kind() != Kind.DEMO || account == null) {
      throw noSuchLink();
    }
    return signIn.begin(account, client, "demo link");
  }

  private Account first(String token, Choice choice) {
    String chosen = choice.name();
    String name = AccountName.require(chosen == null ? "" : chosen);
    PasswordRules.require(choice.password(), name);
    Account account =
        Account.named(
                name,
                displayName(choice, name),
                Grant.everythingAs(Role.ADMINISTRATOR),
                clock.instant())
            .withCredentials(Credentials.NONE.withPasswordHash(passwords.hash(choice.password())));
    if (!accounts.isEmpty() || !links.useUp(token) || !accounts.add(account)) {
      throw noSuchLink();
    }
    return account;
  }

  private Account invited(String token, Kind kind, Account account, Choice choice) {
    String displayName = displayName(choice, account.displayName());
    PasswordRules.require(choice.password(), account.name());
    String hash = passwords.hash(choice.password());
    if (account.disabled() || !links.useUp(token)) {
      throw noSuchLink();
    }
    sessions.endAll(account.id());
    return accounts
        .change(
            account.id(),
            current ->
                current
                    .withDisplayName(displayName)
                    .withCredentials(accepted(kind, current.credentials(), hash)))
        .orElseThrow(Welcome::noSuchLink);
  }

  /** A reset is also for who lost the second factor: who made the link knows whom it is for. */
  private static Credentials accepted(Kind kind, Credentials before, String hash) {
    Credentials with = before.withPasswordHash(hash);
    return kind == Kind.RESET ? with.withSecondFactor(null) : with;
  }

  private static String displayName(Choice choice, String otherwise) {
    String given = choice.displayName();
    if (given == null || given.isBlank()) {
      return otherwise;
    }
    return requireDisplayName(given);
  }

  static String requireDisplayName(String given) {
    String stripped = given.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_DISPLAY_NAME
        || stripped.codePoints().anyMatch(Character::isISOControl)) {
      throw new IdentityException(
          Reason.INVALID,
          "displayName: it is not valid, expected 1 to %d characters on one line"
              .formatted(LONGEST_DISPLAY_NAME));
    }
    return stripped;
  }

  private static IdentityException noSuchLink() {
    return new IdentityException(
        Reason.UNKNOWN,
        "token: this link was used already or is no longer valid; ask for a new one");
  }
}
