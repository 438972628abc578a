package io.linecheck.server.identity;

import io.linecheck.server.identity.Audit.By;
import io.linecheck.server.identity.Credentials.SecondFactor;
import io.linecheck.server.identity.Session.Begun;
import io.linecheck.server.identity.Session.Named;
import io.linecheck.server.identity.Session.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** From proof to session. Every attempt is written down, whoever made it. */
public final class SignIn {
  private static final String BEGIN = "session.begin";

  private final Accounts accounts;
  private final Sessions sessions;
  private final PasswordHasher passwords;
  private final Lockout lockout;
  private final Audit audit;
  private final Clock clock;
  private final Totp totp = new Totp();

  /** How an attempt ended. */
  public sealed interface Outcome {
    record Done(Begun begun) implements Outcome {}

    /** The password was right; the session waits for the second factor. */
    record SecondFactorAwaited(Begun begun) implements Outcome {}

    /** Says nothing about what was wrong. */
    record Refused() implements Outcome {}

    /** Too many attempts failed; this one was not looked at. */
    record LockedOut(Duration remaining) implements Outcome {}
  }

  SignIn(
      Accounts accounts,
      Sessions sessions,
      PasswordHasher passwords,
      Lockout lockout,
      Audit audit,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.lockout = lockout;
    this.audit = audit;
    this.clock = clock;
  }

  public Outcome withPassword(String name, String password, Client client) {
    By by = By.claiming(name, client);
    Duration wait = lockout.attempt(name, client.address()).orElse(null);
    if (wait != null) {
      return lockedOut(by, wait);
    }
    Account account = accounts.named(name).orElse(null);
    if (!matches(account, password) || account == null || account.disabled()) {
      audit.refused(by, BEGIN, null, Map.of("by", "password"));
      return new Outcome.Refused();
    }
    if (account.credentials().secondFactor() != null) {
      lockout.succeeded(name, client.address());
      return new Outcome.SecondFactorAwaited(sessions.begin(account, Stage.SECOND_FACTOR, client));
    }
    lockout.succeeded(name, client.address());
    return new Outcome.Done(begin(account, client, "password"));
  }

  /** The second step: a code of the app, or one of the recovery codes. */
  public Outcome withSecondFactor(Named awaiting, String code, boolean recovery, Client client) {
    String id = awaiting.session().account();
    By by = By.claiming(id, client);
    // Counted apart from the name's, which the right password has just set back.
    String counted = id + " second factor";
    Duration wait = lockout.attempt(counted, client.address()).orElse(null);
    if (wait != null) {
      return lockedOut(by, wait);
    }
    boolean right = recovery ? useRecoveryCode(id, code) : useCode(id, code);
    Account account = accounts.find(id).filter(found -> !found.disabled()).orElse(null);
    if (!right || account == null) {
      audit.refused(by, BEGIN, null, Map.of("by", recovery ? "recovery code" : "code"));
      return new Outcome.Refused();
    }
    lockout.succeeded(counted, client.address());
    sessions.end(awaiting.id());
    return new Outcome.Done(begin(account, client, recovery ? "recovery code" : "code"));
  }

  /** Signs in somebody whose proof was checked elsewhere; says which in the audit log. */
  public Begun begin(Account account, Client client, String proof) {
    accounts.change(account.id(), current -> current.withLastSignInAt(clock.instant()));
    audit.done(By.claiming(account.name(), client), BEGIN, null, Map.of("by", proof));
    return sessions.begin(account, Stage.FULL, client);
  }

  /** For a change that only the account's owner may make. */
  boolean passwordMatches(Account account, String password, Client client) {
    if (lockout.attempt(account.name(), client.address()).isPresent()) {
      return false;
    }
    if (!matches(account, password)) {
      return false;
    }
    lockout.succeeded(account.name(), client.address());
    return true;
  }

  private Outcome lockedOut(By by, Duration wait) {
    audit.refused(by, BEGIN, null, Map.of("locked out for", wait.toSeconds() + " s"));
    return new Outcome.LockedOut(wait);
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

  /** Within the change of the document, so that of two who use one code at once one succeeds. */
  private boolean useCode(String id, String code) {
    return useSecondFactor(
        id,
        factor -> {
          OptionalLong step = totp.step(factor.secret(), code, factor.lastStep(), clock.instant());
          return step.isPresent() ? Optional.of(factor.usedAt(step.getAsLong())) : Optional.empty();
        });
  }

  private boolean useRecoveryCode(String id, String code) {
    String hash = RecoveryCodes.hash(code);
    return useSecondFactor(
        id,
        factor ->
            factor.recoveryCodeHashes().contains(hash)
                ? Optional.of(factor.withoutRecoveryCode(hash))
                : Optional.empty());
  }

  private interface Use {
    /** What is left of the factor; absent if it does not prove anything. */
    Optional<SecondFactor> of(SecondFactor factor);
  }

  private boolean useSecondFactor(String id, Use use) {
    AtomicBoolean right = new AtomicBoolean();
    accounts.change(
        id,
        account -> {
          SecondFactor factor = account.credentials().secondFactor();
          SecondFactor left = factor == null ? null : use.of(factor).orElse(null);
          right.set(left != null);
          return left == null
              ? account
              : account.withCredentials(account.credentials().withSecondFactor(left));
        });
    return right.get();
  }
}
