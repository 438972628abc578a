package io.linecheck.server.identity;

import io.linecheck.server.identity.Links.Kind;
import io.linecheck.server.identity.Session.Named;
import io.linecheck.server.identity.Session.Stage;
import io.linecheck.store.StoredSecrets;
import io.linecheck.store.TelemetryStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Everything about who may get in, put together. */
public final class Identity implements AutoCloseable {
  /** How long things live that let somebody in. */
  public record Lifetimes(Sessions.Lifetimes sessions, Duration links) {}

  private final Accounts accounts;
  private final Sessions sessions;
  private final Links links;
  private final SignIn signIn;
  private final OwnAccount ownAccount;
  private final Users users;
  private final Tokens tokens;
  private final Audit audit;
  private final SubjectAccounts subjects;
  private final SecretKey signOnKey;
  private final Agents agents;
  private final Welcome welcome;
  private final LocalAccess localAccess;
  private final @Nullable String startToken;

  private Identity(
      TelemetryStore store, Path data, Lifetimes lifetimes, Clock clock, boolean demo) {
    SecureRandom random = new SecureRandom();
    PasswordHasher passwords = new PasswordHasher(PasswordHasher.Cost.STANDARD, random);
    accounts = new Accounts(store.documents(), clock);
    sessions = new Sessions(store.documents(), lifetimes.sessions(), clock, random);
    links = new Links(store.documents(), lifetimes.links(), clock, random);
    audit = new Audit(store.audit(), clock);
    agents = new Agents(store, audit);
    signIn = new SignIn(accounts, sessions, passwords, new Lockout(clock), audit, clock);
    ownAccount = new OwnAccount(accounts, sessions, passwords, signIn, audit, clock);
    subjects = new SubjectAccounts(accounts, sessions, store.documents(), audit, clock);
    users = new Users(accounts, sessions, links, subjects, audit, clock);
    tokens = new Tokens(store.documents(), audit, clock, random);
    signOnKey =
        new SecretKeySpec(
            new StoredSecrets(store.documents(), "keys", random).get("sign-on"), "AES");
    welcome = new Welcome(accounts, sessions, links, passwords, signIn, clock);
    localAccess = new LocalAccess(data, random);
    startToken = startToken(clock, demo);
  }

  /** Opens what the store has, and makes the link of this start. */
  public static Identity open(
      TelemetryStore store, Path data, Lifetimes lifetimes, Clock clock, boolean demo) {
    return new Identity(store, data, lifetimes, clock, demo);
  }

  /**
   * The token of the link that this start offers on standard output: to the first administrator as
   * long as there is no account, to the demo's. Absent if everybody has an account to sign in with.
   */
  public Optional<String> startToken() {
    return Optional.ofNullable(startToken);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Sessions sessions() {
    return sessions;
  }

  public SignIn signIn() {
    return signIn;
  }

  public OwnAccount ownAccount() {
    return ownAccount;
  }

  public Users users() {
    return users;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Agents agents() {
    return agents;
  }

  public Audit audit() {
    return audit;
  }

  public SubjectAccounts subjects() {
    return subjects;
  }

  /** Seals what browsers keep while their people sign in elsewhere. */
  public SecretKey signOnKey() {
    return signOnKey;
  }

  public Welcome welcome() {
    return welcome;
  }

  public LocalAccess localAccess() {
    return localAccess;
  }

  /** Who is behind the secret of a session's cookie. */
  public Optional<Principal.Person> ofSession(String secret) {
    return sessions
        .find(secret)
        .filter(named -> named.session().stage() == Stage.FULL)
        .flatMap(this::person);
  }

  /** The session of a cookie's secret that waits for the second factor. */
  public Optional<Named> awaitingSecondFactor(String secret) {
    return sessions.find(secret).filter(named -> named.session().stage() == Stage.SECOND_FACTOR);
  }

  /** Who is behind a bearer token. */
  public Optional<Principal> ofToken(String token) {
    return localAccess.opensWith(token)
        ? Optional.of(new Principal.LocalAccess())
        : tokens.find(token).map(Principal.Machine::new);
  }

  private Optional<Principal.Person> person(Named session) {
    return accounts
        .find(session.session().account())
        .filter(account -> !account.disabled())
        .map(account -> new Principal.Person(account, session));
  }

  private @Nullable String startToken(Clock clock, boolean demo) {
    // An account that needs no password must not outlive the demo that made it.
    if (accounts.remove(AccountName.DEMO)) {
      sessions.endAll(AccountName.DEMO);
    }
    if (demo) {
      accounts.add(
          Account.named(
              AccountName.DEMO,
              "Demo administrator",
              Grant.everythingAs(Role.ADMINISTRATOR),
              clock.instant()));
      return links.makeStanding(Kind.DEMO, AccountName.DEMO);
    }
    return accounts.isEmpty() ? links.makeStanding(Kind.FIRST, null) : null;
  }

  @Override
  public void close() {
    localAccess.close();
  }
}
