package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.Answers;
import io.linecheck.server.ingest.IngestTokens;
import org.jspecify.annotations.Nullable;

/** Gives a page of an allowed origin leave to send telemetry. */
final class IngestTokenRoute implements Routes {
  private final String path;
  private final Senders senders;
  private final IngestTokens tokens;

  IngestTokenRoute(String path, Senders senders, IngestTokens tokens) {
    this.path = path;
    this.senders = senders;
    this.tokens = tokens;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post(path, this::give, Access.PUBLIC);
  }

  private void give(Context ctx) {
    senders.checkOrigin(ctx);
    senders.checkRate(ctx);
    @Nullable String origin = ctx.header("Origin");
    if (origin == null) {
      throw new HttpProblem(403, "Origin: missing, expected that of a page");
    }
    IngestTokens.Issued issued = tokens.issue(origin);
    ctx.header("Cache-Control", "no-store");
    ApiRoutes.answer(ctx, new Answers.IngestToken(issued.token(), issued.lifetime().toSeconds()));
  }
}
