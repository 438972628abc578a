package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.IdentityAnswers;
import io.linecheck.server.api.IdentityBodies;
import io.linecheck.server.identity.Users;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What an administrator does with accounts. */
final class UserRoutes implements Routes {
  private final Users users;
  private final JsonBodies bodies;
  private final Clients clients;
  private final Optional<URI> publicUrl;

  UserRoutes(Users users, JsonBodies bodies, Clients clients, Optional<URI> publicUrl) {
    this.users = users;
    this.bodies = bodies;
    this.clients = clients;
    this.publicUrl = publicUrl;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    String all = ApiRoutes.BASE + "/users";
    String one = all + "/{id}";
    routes.get(
        all, ctx -> ApiRoutes.answer(ctx, IdentityAnswers.users(users.all())), Access.MANAGE);
    routes.post(all, this::invite, Access.MANAGE);
    routes.patch(one, this::change, Access.MANAGE);
    routes.delete(one, this::remove, Access.MANAGE);
    routes.post(one + "/reset", this::reset, Access.MANAGE);
    routes.delete(one + "/sessions", this::endSessions, Access.MANAGE);
  }

  private void invite(Context ctx) throws IOException {
    IdentityBodies.NewUser given = IdentityBodies.newUser(bodies.read(ctx));
    answer(ctx, users.invite(clients.by(ctx), given.name(), given.displayName(), given.grant()));
  }

  private void reset(Context ctx) {
    answer(ctx, users.reset(clients.by(ctx), ctx.pathParam("id")));
  }

  private void change(Context ctx) throws IOException {
    Users.Change change = IdentityBodies.change(bodies.read(ctx));
    ApiRoutes.answer(
        ctx,
        IdentityAnswers.of(
            users.listed(users.change(clients.by(ctx), ctx.pathParam("id"), change))));
  }

  private void remove(Context ctx) {
    users.remove(clients.by(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void endSessions(Context ctx) {
    users.endSessions(clients.by(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void answer(Context ctx, Users.Invited invited) {
    ApiRoutes.answer(
        ctx,
        IdentityAnswers.of(
            users.listed(invited.account()), invited.link(), root(ctx) + "/welcome#"));
  }

  /** Where browsers reach the server: as set, or as this request did. */
  private String root(Context ctx) {
    return publicUrl
        .map(url -> url.toString().replaceFirst("/$", ""))
        .orElseGet(() -> (ctx.req().isSecure() ? "https://" : "http://") + ctx.header("Host"));
  }
}
