package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.AgentAnswers;
import io.linecheck.server.api.AgentBodies;
import io.linecheck.server.identity.Agents;
import java.io.IOException;

/** The people in the telemetry. */
final class AgentRoutes implements Routes {
  private final Agents agents;
  private final JsonBodies bodies;
  private final Clients clients;

  AgentRoutes(Agents agents, JsonBodies bodies, Clients clients) {
    this.agents = agents;
    this.bodies = bodies;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post(ApiRoutes.BASE + "/agents/reveal", this::reveal, Access.REVEAL);
    routes.post(ApiRoutes.BASE + "/agents/erase", this::erase, Access.MANAGE);
  }

  private void reveal(Context ctx) throws IOException {
    AgentBodies.Reveal given = AgentBodies.reveal(bodies.read(ctx));
    String agent =
        agents.reveal(
            clients.by(ctx), Guard.principal(ctx).scope(), given.pseudonym(), given.reason());
    ApiRoutes.answer(ctx, new AgentAnswers.Revealed(agent));
  }

  private void erase(Context ctx) throws IOException {
    AgentBodies.Erase given = AgentBodies.erase(bodies.read(ctx));
    ApiRoutes.answer(
        ctx,
        AgentAnswers.of(
            agents.erase(
                clients.by(ctx), Guard.principal(ctx).scope(), given.agent(), given.reason())));
  }
}
