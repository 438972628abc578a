package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.IdentityAnswers;
import io.linecheck.server.api.IdentityBodies;
import io.linecheck.server.identity.Tokens;
import java.io.IOException;

/** API tokens. */
final class TokenRoutes implements Routes {
  private final Tokens tokens;
  private final JsonBodies bodies;
  private final Clients clients;

  TokenRoutes(Tokens tokens, JsonBodies bodies, Clients clients) {
    this.tokens = tokens;
    this.bodies = bodies;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    String all = ApiRoutes.BASE + "/tokens";
    routes.get(
        all, ctx -> ApiRoutes.answer(ctx, IdentityAnswers.tokens(tokens.all())), Access.MANAGE);
    routes.post(all, this::make, Access.MANAGE);
    routes.delete(all + "/{id}", this::revoke, Access.MANAGE);
  }

  private void make(Context ctx) throws IOException {
    IdentityBodies.NewToken given = IdentityBodies.newToken(bodies.read(ctx));
    ApiRoutes.answer(
        ctx,
        IdentityAnswers.of(
            tokens.make(
                clients.by(ctx),
                Guard.principal(ctx).grant(),
                given.name(),
                given.grant(),
                given.expiresAt())));
  }

  private void revoke(Context ctx) {
    tokens.revoke(clients.by(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }
}
