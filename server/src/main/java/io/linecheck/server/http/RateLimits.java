package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.identity.Principal;

/**
 * How much one client may ask: by address before anything else is done for it, by account or token
 * once it is known. Telemetry has a budget of its own, where it is taken; so has signing in, for it
 * costs the server most and is worth most to an attacker.
 */
final class RateLimits implements Routes {
  /** One limiter for each budget. */
  record Budgets(RateLimiter address, RateLimiter signIn, RateLimiter account) {}

  private final Budgets budgets;
  private final Clients clients;
  private final String ingestBase;

  RateLimits(Budgets budgets, Clients clients, String ingestBase) {
    this.budgets = budgets;
    this.clients = clients;
    this.ingestBase = ingestBase;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.before(ctx -> {
      if (!ctx.path().startsWith(ingestBase + "/")) {
        String client = clients.address(ctx);
        take(ctx, budgets.address(), client);
        if (isSignIn(ctx)) {
          take(ctx, budgets.signIn(), client);
        }
      }
    });
  }

  /** Once it is known who asks. */
  void countFor(Context ctx, Principal principal) {
    take(ctx, budgets.account(), principal.actor());
  }

  /** What gives, or may give, a session. */
  private static boolean isSignIn(Context ctx) {
    String path = ctx.path();
    return path.startsWith("/sign-in/")
        || (ctx.method().equals(HandlerType.POST)
            && (path.startsWith(ApiRoutes.BASE + "/session")
                || path.startsWith(ApiRoutes.BASE + "/invitation")));
  }

  private static void take(Context ctx, RateLimiter limiter, String client) {
    int seconds = limiter.secondsToWait(client);
    if (seconds > 0) {
      ctx.header("Retry-After", Integer.toString(seconds));
      throw new HttpProblem(429, "more requests than one client may send");
    }
  }
}
