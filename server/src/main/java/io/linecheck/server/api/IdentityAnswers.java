package io.linecheck.server.api;

import io.linecheck.server.identity.Account;
import io.linecheck.server.identity.Permission;
import io.linecheck.server.identity.Principal;
import io.linecheck.server.identity.Role;
import io.linecheck.server.identity.ScopeDocument;
import io.linecheck.server.identity.Session;
import io.linecheck.server.identity.Welcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
        false,
        account.isLocal());
  }

  static <E extends Enum<E>> List<E> sorted(Collection<E> words) {
    return words.stream().sorted().toList();
  }

  static @Nullable Long millis(@Nullable Instant when) {
    return when == null ? null : when.toEpochMilli();
  }
}
