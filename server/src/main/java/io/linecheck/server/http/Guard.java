package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.identity.Permission;
import io.linecheck.server.identity.Principal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a request through to its route, or not: who asks, what they may, and whose page it is. */
final class Guard implements Routes {
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final String PRINCIPAL = "principal";
  private static final String BEARER = "Bearer ";
  private static final Set<HandlerType> SAFE =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Identity identity;
  private final SessionCookie cookie;
  private final OwnPages ownPages;
  private final RateLimits rateLimits;

  Guard(Identity identity, SessionCookie cookie, OwnPages ownPages, RateLimits rateLimits) {
    this.identity = identity;
    this.cookie = cookie;
    this.ownPages = ownPages;
    this.rateLimits = rateLimits;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.beforeMatched(ctx -> {
      // The framework answers HEAD where there is GET by itself and runs nothing.
      if (!ctx.method().equals(HandlerType.HEAD) || !ctx.routeRoles().isEmpty()) {
        check(ctx, access(ctx));
      }
    });
  }

  /** Who makes this request, on a route that asks. */
  static Principal principal(Context ctx) {
    Principal known = ctx.attribute(PRINCIPAL);
    if (known == null) {
      throw new IllegalStateException(ctx.path() + " does not ask who makes the request");
    }
    return known;
  }

  /** Who makes this request, on a route for people in a browser. */
  static Principal.Person person(Context ctx) {
    if (principal(ctx) instanceof Principal.Person person) {
      return person;
    }
    throw new HttpProblem(403, "a token has no account of its own: sign in with a browser");
  }

  /** Who makes this request, on a route that anybody may use. */
  Optional<? extends Principal> find(Context ctx) {
    @Nullable String authorization = ctx.header("Authorization");
    if (authorization == null) {
      return cookie.read(ctx).flatMap(identity::ofSession);
    }
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? identity.ofToken(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private void check(Context ctx, Access access) {
    boolean changes = !SAFE.contains(ctx.method());
    switch (access) {
      case PUBLIC -> {}
      case SIGNING_IN -> {
        if (changes) {
          ownPages.require(ctx);
        }
      }
      case SIGNED_IN, ASK, EXPLORE, NETWORK, EXPORT, MANAGE, REVEAL, AUDIT, SCRAPE, OPERATE -> {
        Principal principal = find(ctx).orElseThrow(() -> notSignedIn(ctx));
        if (principal instanceof Principal.Person person) {
          if (changes) {
            ownPages.require(ctx);
          }
          if (changes && !access.onlyReads()) {
            requireToken(ctx, person);
          }
          identity.sessions().use(person.session());
          identity
              .sessions()
              .renewFor(person.account(), person.session())
              .ifPresent(begun -> cookie.set(ctx, begun.secret()));
        }
        rateLimits.countFor(ctx, principal);
        requirePermission(principal, access.permission());
        ctx.attribute(PRINCIPAL, principal);
      }
    }
  }

  private static Access access(Context ctx) {
    return ctx.routeRoles().stream()
        .map(Access.class::cast)
        .findAny()
        .orElseThrow(() -> new IllegalStateException(ctx.path() + " says not who may use it"));
  }

  private static HttpProblem notSignedIn(Context ctx) {
    ctx.header("WWW-Authenticate", "Bearer");
    return new HttpProblem(401, "not signed in, or no longer");
  }

  private static void requirePermission(Principal principal, @Nullable Permission permission) {
    if (permission != null && !principal.may(permission)) {
      throw new HttpProblem(
          403, "your roles do not allow this, expected one that may " + permission.word());
    }
  }

  /** A page elsewhere can make a browser send its cookies, but cannot read this. */
  private static void requireToken(Context ctx, Principal.Person person) {
    @Nullable String given = ctx.header(CSRF_HEADER);
    if (given == null || !person.session().session().isCsrfToken(given)) {
      throw new HttpProblem(
          403, CSRF_HEADER + ": it is missing or not that of this session, expected csrfToken");
    }
  }
}
