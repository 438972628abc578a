package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.IdentityAnswers;
import io.linecheck.server.api.IdentityBodies;
import io.linecheck.server.identity.OwnAccount;
import java.io.IOException;

/** What people change of their own account. */
final class AccountRoutes implements Routes {
  private final OwnAccount ownAccount;
  private final JsonBodies bodies;
  private final Clients clients;

  AccountRoutes(OwnAccount ownAccount, JsonBodies bodies, Clients clients) {
    this.ownAccount = ownAccount;
    this.bodies = bodies;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    String account = ApiRoutes.BASE + "/account";
    routes.put(account + "/password", this::changePassword, Access.SIGNED_IN);
    routes.post(account + "/totp", this::offer, Access.SIGNED_IN);
    routes.put(account + "/totp", this::confirm, Access.SIGNED_IN);
    routes.delete(account + "/totp", this::remove, Access.SIGNED_IN);
  }

  private void changePassword(Context ctx) throws IOException {
    IdentityBodies.NewPassword given = IdentityBodies.newPassword(bodies.read(ctx));
    ownAccount.changePassword(
        Guard.person(ctx), given.current(), given.password(), clients.of(ctx));
    ctx.status(204);
  }

  private void offer(Context ctx) {
    ApiRoutes.answer(ctx, ownAccount.offerSecondFactor(Guard.person(ctx)));
  }

  private void confirm(Context ctx) throws IOException {
    IdentityBodies.Code given = IdentityBodies.onlyCode(bodies.read(ctx));
    ApiRoutes.answer(
        ctx,
        new IdentityAnswers.RecoveryCodes(
            ownAccount.confirmSecondFactor(Guard.person(ctx), given.text(), clients.of(ctx))));
  }

  private void remove(Context ctx) throws IOException {
    String password = IdentityBodies.password(bodies.read(ctx));
    ownAccount.removeSecondFactor(Guard.person(ctx), password, clients.of(ctx));
    ctx.status(204);
  }
}
