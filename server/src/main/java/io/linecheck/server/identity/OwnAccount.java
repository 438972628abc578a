package io.linecheck.server.identity;

import io.linecheck.server.identity.Audit.By;
import io.linecheck.server.identity.Credentials.SecondFactor;
import io.linecheck.server.identity.IdentityException.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What people change of their own account. */
public final class OwnAccount {
  private final Accounts accounts;
  private final Sessions sessions;
  private final PasswordHasher passwords;
  private final SignIn signIn;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Totp totp = new Totp();

  OwnAccount(
      Accounts accounts,
      Sessions sessions,
      PasswordHasher passwords,
      SignIn signIn,
      Audit audit,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.signIn = signIn;
    this.audit = audit;
    this.clock = clock;
  }

  /** Ends every other session: whoever knew the old password is out. */
  public void changePassword(
      Principal.Person self, String current, String password, Client client) {
    requirePassword(self, "password.change", "current", current, client);
    PasswordRules.require(password, self.account().name());
    String hash = passwords.hash(password);
    change(self, credentials -> credentials.withPasswordHash(hash));
    endOtherSessions(self);
    audit.done(by(self, client), "password.change", self.account().name());
  }

  /** A second factor that is to be confirmed by a code. */
  public record Offer(String secret, String uri) {
    @Override
    public String toString() {
      return "offer of a second factor";
    }
  }

  public Offer offerSecondFactor(Principal.Person self) {
    String secret = Totp.newSecret(random);
    change(self, credentials -> credentials.withOfferedSecret(secret));
    return new Offer(secret, Totp.uri(self.account().name(), secret));
  }

  /** Turns the second factor on; returns its recovery codes, which are shown once. */
  public List<String> confirmSecondFactor(Principal.Person self, String code, Client client) {
    String secret =
        accounts
            .find(self.account().id())
            .map(account -> account.credentials().offeredSecret())
            .orElseThrow(() ->
                new IdentityException(Reason.CONFLICT, "code: no second factor is being set up"));
    OptionalLong step = totp.step(secret, code, 0, clock.instant());
    if (step.isEmpty()) {
      audit.refused(by(self, client), "totp.set", self.account().name(), Map.of());
      throw new IdentityException(
          Reason.REFUSED, "code: it is not right, expected the six digits that the app shows now");
    }
    List<String> codes = RecoveryCodes.make(random);
    SecondFactor factor =
        new SecondFactor(
            secret, step.getAsLong(), codes.stream().map(RecoveryCodes::hash).toList());
    change(self, credentials -> credentials.withSecondFactor(factor));
    endOtherSessions(self);
    audit.done(by(self, client), "totp.set", self.account().name());
    return codes;
  }

  public void removeSecondFactor(Principal.Person self, String password, Client client) {
    requirePassword(self, "totp.remove", "password", password, client);
    change(self, credentials -> credentials.withSecondFactor(null));
    audit.done(by(self, client), "totp.remove", self.account().name());
  }

  private void requirePassword(
      Principal.Person self, String action, String field, String password, Client client) {
    if (!signIn.passwordMatches(self.account(), password, client)) {
      audit.refused(by(self, client), action, self.account().name(), Map.of());
      throw new IdentityException(
          Reason.REFUSED, field + ": it is not the password of this account, or tried too often");
    }
  }

  private void change(Principal.Person self, UnaryOperator<Credentials> change) {
    accounts.change(
        self.account().id(),
        account -> account.withCredentials(change.apply(account.credentials())));
  }

  private void endOtherSessions(Principal.Person self) {
    sessions.of(self.account().id()).stream()
        .filter(session -> !session.id().equals(self.session().id()))
        .forEach(session -> sessions.end(session.id()));
  }

  private static By by(Principal.Person self, Client client) {
    return new By(self.actor(), client.address());
  }
}
