package io.linecheck.server.identity;

import io.linecheck.server.identity.Session.Begun;
import io.linecheck.server.identity.Session.Stage;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** From proof to session. */
public final class SignIn {
  private final Accounts accounts;
  private final Sessions sessions;
  private final PasswordHasher passwords;
  private final Clock clock;

  /** How an attempt ended. */
  public sealed interface Outcome {
    record Done(Begun begun) implements Outcome {}

    /** Says nothing about what was wrong. */
    record Refused() implements Outcome {}
  }

  SignIn(Accounts accounts, Sessions sessions, PasswordHasher passwords, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.clock = clock;
  }

  public Outcome withPassword(String name, String password, Client client) {
    Account account = accounts.named(name).orElse(null);
    if (!matches(account, password) || account == null || account.disabled()) {
      return new Outcome.Refused();
    }
    return new Outcome.Done(begin(account, client));
  }

  /** Signs in somebody whose proof was checked elsewhere. */
  public Begun begin(Account account, Client client) {
    accounts.change(account.id(), current -> current.withLastSignInAt(clock.instant()));
    return sessions.begin(account, Stage.FULL, client);
  }

  /** Takes as long for nobody as for somebody. */
  private boolean matches(@Nullable Account account, String password) {
    String hash = account == null ? null : account.credentials().passwordHash();
    if (hash == null) {
      passwords.matchNobody(password);
      return false;
    }
    return passwords.matches(password, hash);
  }
}
