package io.linecheck.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.linecheck.server.identity.Account;
import io.linecheck.server.identity.Links;
import io.linecheck.server.identity.Permission;
import io.linecheck.server.identity.Principal;
import io.linecheck.server.identity.Role;
import io.linecheck.server.identity.ScopeDocument;
import io.linecheck.server.identity.Session;
import io.linecheck.server.identity.Token;
import io.linecheck.server.identity.Users;
import io.linecheck.server.identity.Welcome;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the API answers about who somebody is, member by member. */
public final class IdentityAnswers {
  private IdentityAnswers() {}

  /** A way to sign in elsewhere. */
  public record Provider(String id, String name, String url) {}

  public record SignInWays(boolean local, List<Provider> providers) {}

  public record SignedOut(
      boolean signedIn, boolean demo, @Nullable Boolean secondFactorPending, SignInWays signIn) {}

  public record SignedIn(
      boolean signedIn, boolean demo, Self account, String csrfToken, long expiresAt) {}

  public record Self(
      String id,
      String name,
      String displayName,
      List<Role> roles,
      List<Permission> permissions,
      ScopeDocument scope,
      boolean totp,
      boolean local) {}

  public record OwnSession(
      String id,
      boolean current,
      long startedAt,
      long lastUsedAt,
      long expiresAt,
      String address,
      @Nullable String userAgent) {}

  public record OwnSessions(List<OwnSession> sessions) {}

  /** Signed out here; the address ends the session at the provider, too. */
  public record SignedOutHere(String providerLogoutUrl) {}

  /** What is asked for next. */
  public record Next(String next) {}

  public record Invitation(
      String kind, @Nullable String name, @Nullable String displayName, @Nullable Long expiresAt) {}

  public static SignedIn of(Principal.Person person, Duration idle, boolean demo) {
    Session session = person.session().session();
    return new SignedIn(
        true,
        demo,
        self(person.account()),
        session.csrfToken(),
        session.expiresAt(idle).toEpochMilli());
  }

  public static OwnSession of(Session.Named named, boolean current, Duration idle) {
    Session session = named.session();
    return new OwnSession(
        named.id(),
        current,
        session.startedAt().toEpochMilli(),
        session.lastUsedAt().toEpochMilli(),
        session.expiresAt(idle).toEpochMilli(),
        session.client().address(),
        session.client().userAgent());
  }

  public static Invitation of(Welcome.Seen seen) {
    @Nullable Account account = seen.account();
    return new Invitation(
        seen.link().kind().name().toLowerCase(Locale.ROOT),
        account == null ? null : account.name(),
        account == null ? null : account.displayName(),
        millis(seen.link().expiresAt()));
  }

  private static Self self(Account account) {
    return new Self(
        account.id(),
        account.name(),
        account.displayName(),
        sorted(account.grant().roles()),
        sorted(account.permissions()),
        account.grant().scope(),
        account.credentials().secondFactor() != null,
        account.isLocal());
  }

  /** Shown once. */
  public record RecoveryCodes(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "recovery codes";
    }
  }

  public record User(
      String id,
      String name,
      String displayName,
      List<Role> roles,
      ScopeDocument scope,
      boolean disabled,
      boolean totp,
      boolean local,
      long createdAt,
      @Nullable Long lastSignInAt,
      @Nullable Long invitationExpiresAt) {}

  public record AllUsers(List<User> users) {}

  public record Invited(User account, String invitationUrl, long expiresAt) {
    @Override
    public String toString() {
      return "invitation of " + account.name();
    }
  }

  public static AllUsers users(List<Users.Listed> users) {
    return new AllUsers(users.stream().map(IdentityAnswers::of).toList());
  }

  public static User of(Users.Listed listed) {
    Account account = listed.account();
    return new User(
        account.id(),
        account.name(),
        account.displayName(),
        sorted(account.grant().roles()),
        account.grant().scope(),
        account.disabled(),
        account.credentials().secondFactor() != null,
        account.isLocal(),
        account.createdAt().toEpochMilli(),
        millis(account.lastSignInAt()),
        millis(listed.invitationExpiresAt()));
  }

  /** {@code root} is what the token is put behind. */
  public static Invited of(Users.Listed listed, Links.Made link, String root) {
    return new Invited(of(listed), root + link.token(), link.expiresAt().toEpochMilli());
  }

  public record ApiToken(
      String id,
      String name,
      List<Role> roles,
      ScopeDocument scope,
      String createdBy,
      long createdAt,
      long expiresAt,
      @Nullable Long lastUsedAt) {}

  public record AllTokens(List<ApiToken> tokens) {}

  public record MadeToken(String token, @JsonUnwrapped ApiToken described) {
    @Override
    public String toString() {
      return "token " + described.name();
    }
  }

  public static AllTokens tokens(List<Token.Named> tokens) {
    return new AllTokens(tokens.stream().map(IdentityAnswers::of).toList());
  }

  public static ApiToken of(Token.Named named) {
    Token token = named.token();
    return new ApiToken(
        named.id(),
        token.name(),
        sorted(token.grant().roles()),
        token.grant().scope(),
        token.createdBy(),
        token.createdAt().toEpochMilli(),
        token.expiresAt().toEpochMilli(),
        millis(token.lastUsedAt()));
  }

  public static MadeToken of(Token.Made made) {
    return new MadeToken(made.text(), of(made.named()));
  }

  public record Entry(
      long at,
      String actor,
      String action,
      @Nullable String target,
      String outcome,
      @Nullable String address,
      Map<String, String> detail) {}

  public record Entries(List<Entry> entries, @Nullable String cursor) {}

  public static Entries of(AuditPage page) {
    return new Entries(page.entries().stream().map(IdentityAnswers::of).toList(), page.cursor());
  }

  static Entry of(AuditEntry entry) {
    return new Entry(
        entry.at().toEpochMilli(),
        entry.actor(),
        entry.action(),
        entry.target(),
        entry.outcome().name().toLowerCase(Locale.ROOT),
        entry.address(),
        new TreeMap<>(entry.detail()));
  }

  static <E extends Enum<E>> List<E> sorted(Collection<E> words) {
    return words.stream().sorted().toList();
  }

  static @Nullable Long millis(@Nullable Instant when) {
    return when == null ? null : when.toEpochMilli();
  }
}
