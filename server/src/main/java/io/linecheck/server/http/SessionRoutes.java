package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.IdentityAnswers;
import io.linecheck.server.api.IdentityBodies;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.identity.Principal;
import io.linecheck.server.identity.Session;
import io.linecheck.server.identity.Session.Begun;
import io.linecheck.server.identity.SignIn;
import java.io.IOException;
import java.time.Duration;

/** Signing in and out, by password or by link. */
final class SessionRoutes implements Routes {
  private final Identity identity;
  private final Guard guard;
  private final SessionCookie cookie;
  private final JsonBodies bodies;
  private final Clients clients;
  private final BrowserSessions browsers;
  private final Entrances entrances;

  SessionRoutes(
      Identity identity,
      Guard guard,
      SessionCookie cookie,
      JsonBodies bodies,
      Clients clients,
      Entrances entrances) {
    this.identity = identity;
    this.guard = guard;
    this.cookie = cookie;
    this.bodies = bodies;
    this.clients = clients;
    this.browsers = new BrowserSessions(identity.sessions(), cookie);
    this.entrances = entrances;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    String session = ApiRoutes.BASE + "/session";
    routes.get(session, this::who, Access.PUBLIC);
    routes.post(session, this::signIn, Access.SIGNING_IN);
    routes.post(session + "/second-factor", this::secondFactor, Access.SIGNING_IN);
    routes.delete(session, this::signOut, Access.SIGNED_IN);
    routes.post(session + "/link", this::enter, Access.SIGNING_IN);
    String invitation = ApiRoutes.BASE + "/invitation";
    routes.post(invitation + "/look", this::look, Access.SIGNING_IN);
    routes.post(invitation + "/accept", this::accept, Access.SIGNING_IN);
    String sessions = ApiRoutes.BASE + "/sessions";
    routes.get(sessions, this::ownSessions, Access.SIGNED_IN);
    routes.delete(sessions, this::signOutEverywhere, Access.SIGNED_IN);
    routes.delete(sessions + "/{id}", this::endSession, Access.SIGNED_IN);
  }

  private void who(Context ctx) {
    ApiRoutes.answer(
        ctx,
        guard
            .find(ctx)
            .filter(Principal.Person.class::isInstance)
            .<Object>map(person -> signedIn((Principal.Person) person))
            .orElseGet(() -> signedOut(ctx)));
  }

  private void signIn(Context ctx) throws IOException {
    entrances.requireLocal();
    IdentityBodies.NameAndPassword given = IdentityBodies.nameAndPassword(bodies.read(ctx));
    switch (identity.signIn().withPassword(given.name(), given.password(), clients.of(ctx))) {
      case SignIn.Outcome.Done(var begun) -> {
        browsers.begin(ctx, begun);
        ApiRoutes.answer(ctx, new IdentityAnswers.Next("done"));
      }
      case SignIn.Outcome.SecondFactorAwaited(var begun) -> {
        browsers.begin(ctx, begun);
        ApiRoutes.answer(ctx, new IdentityAnswers.Next("totp"));
      }
      case SignIn.Outcome.Refused() ->
          throw new HttpProblem(401, "the name or the password is not right");
      case SignIn.Outcome.LockedOut(var remaining) -> throw lockedOut(ctx, remaining);
    }
  }

  private void secondFactor(Context ctx) throws IOException {
    IdentityBodies.Code given = IdentityBodies.code(bodies.read(ctx));
    Session.Named awaiting =
        cookie
            .read(ctx)
            .flatMap(identity::awaitingSecondFactor)
            .orElseThrow(() -> new HttpProblem(401, "no code is awaited: sign in again"));
    switch (identity
        .signIn()
        .withSecondFactor(awaiting, given.text(), given.recovery(), clients.of(ctx))) {
      case SignIn.Outcome.Done(var begun) -> answerSignedIn(ctx, begun);
      case SignIn.Outcome.LockedOut(var remaining) -> throw lockedOut(ctx, remaining);
      case SignIn.Outcome.Refused(), SignIn.Outcome.SecondFactorAwaited(_) ->
          throw new HttpProblem(401, "the code is not right");
    }
  }

  private static HttpProblem lockedOut(Context ctx, Duration remaining) {
    long seconds = Math.max(1, remaining.plusMillis(999).toSeconds());
    ctx.header("Retry-After", Long.toString(seconds));
    return new HttpProblem(
        429, "too many attempts were wrong; the next is looked at in " + seconds + " s");
  }

  private void enter(Context ctx) throws IOException {
    String token = IdentityBodies.token(bodies.read(ctx));
    answerSignedIn(ctx, identity.welcome().enter(token, clients.of(ctx)));
  }

  private void look(Context ctx) throws IOException {
    String token = IdentityBodies.token(bodies.read(ctx));
    ApiRoutes.answer(ctx, IdentityAnswers.of(identity.welcome().look(token)));
  }

  private void accept(Context ctx) throws IOException {
    entrances.requireLocal();
    IdentityBodies.Acceptance given = IdentityBodies.acceptance(bodies.read(ctx));
    answerSignedIn(ctx, identity.welcome().accept(given.token(), given.choice(), clients.of(ctx)));
  }

  private void signOut(Context ctx) {
    if (Guard.principal(ctx) instanceof Principal.Person person) {
      identity.sessions().end(person.session().id());
      identity.audit().done(clients.by(ctx), "session.end", null);
    }
    cookie.clear(ctx);
    entrances
        .signOut(ctx)
        .ifPresentOrElse(
            onwards -> ApiRoutes.answer(ctx, new IdentityAnswers.SignedOutHere(onwards.toString())),
            () -> ctx.status(204));
  }

  private void ownSessions(Context ctx) {
    Principal.Person self = Guard.person(ctx);
    ApiRoutes.answer(
        ctx,
        new IdentityAnswers.OwnSessions(
            identity.sessions().of(self.account().id()).stream()
                .map(named ->
                    IdentityAnswers.of(
                        named, named.id().equals(self.session().id()), identity.sessions().idle()))
                .toList()));
  }

  private void signOutEverywhere(Context ctx) {
    identity.sessions().endAll(Guard.person(ctx).account().id());
    identity.audit().done(clients.by(ctx), "session.end-all", null);
    cookie.clear(ctx);
    ctx.status(204);
  }

  private void endSession(Context ctx) {
    String id = ctx.pathParam("id");
    boolean own =
        identity.sessions().of(Guard.person(ctx).account().id()).stream()
            .anyMatch(named -> named.id().equals(id));
    if (!own || !identity.sessions().end(id)) {
      throw new HttpProblem(404, "id: there is no such session of yours");
    }
    ctx.status(204);
  }

  private void answerSignedIn(Context ctx, Begun begun) {
    browsers.begin(ctx, begun);
    ApiRoutes.answer(
        ctx,
        identity
            .ofSession(begun.secret())
            .<Object>map(this::signedIn)
            .orElseGet(() -> signedOut(ctx)));
  }

  private IdentityAnswers.SignedIn signedIn(Principal.Person person) {
    return IdentityAnswers.of(person, identity.sessions().idle(), entrances.demo());
  }

  private IdentityAnswers.SignedOut signedOut(Context ctx) {
    Boolean pending =
        cookie.read(ctx).flatMap(identity::awaitingSecondFactor).isPresent() ? true : null;
    return new IdentityAnswers.SignedOut(false, entrances.demo(), pending, entrances.ways());
  }
}
