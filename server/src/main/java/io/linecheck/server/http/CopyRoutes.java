package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.StartException;
import io.linecheck.server.api.Json;
import io.linecheck.server.config.ConfigurationException;
import io.linecheck.server.copying.Progress;
import io.linecheck.server.copying.StoreCopies;
import io.linecheck.server.identity.Audit;
import io.linecheck.server.identity.Principal;
import io.linecheck.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of everything to a cluster, for the command on the server's own machine alone: like a
 * backup it holds what no role may see. The answer is a line of JSON for each step; the last tells
 * how it ended.
 */
final class CopyRoutes implements Routes {
  private final StoreCopies copies;
  private final Audit audit;
  private final JsonBodies bodies;
  private final Clients clients;

  CopyRoutes(StoreCopies copies, Audit audit, JsonBodies bodies, Clients clients) {
    this.copies = copies;
    this.audit = audit;
    this.bodies = bodies;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post(ApiRoutes.BASE + "/copies", this::copy, Access.MANAGE);
  }

  /** A line of the answer. */
  record Line(@Nullable Progress progress, boolean done, @Nullable String error) {}

  private void copy(Context ctx) throws IOException, InterruptedException {
    if (!(Guard.principal(ctx) instanceof Principal.LocalAccess)) {
      throw new HttpProblem(
          403, "a copy is made by 'linecheck copy' on the server's machine, and nowhere else");
    }
    StoreCopies.Order order = order(bodies.read(ctx));
    audit.done(
        clients.by(ctx),
        "store.copy",
        order.cluster().get("opensearch-url"),
        Map.of("accounts", Boolean.toString(order.accounts())));
    ctx.contentType("application/x-ndjson");
    OutputStream out = ctx.outputStream();
    try {
      Progress last = copies.copy(order, progress -> write(out, new Line(progress, false, null)));
      write(out, new Line(last, true, null));
    } catch (StoreException | StartException | ConfigurationException e) {
      write(out, new Line(null, true, String.valueOf(e.getMessage())));
    }
  }

  private static StoreCopies.Order order(byte[] body) {
    try {
      return JsonMapper.shared().readValue(body, StoreCopies.Order.class);
    } catch (JacksonException e) {
      throw new HttpProblem(400, "body: expected {cluster, accounts}");
    }
  }

  /** At once, so that whoever reads sees it, and notices when nobody does. */
  private static void write(OutputStream out, Line line) {
    try {
      Json.write(out, line);
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("nobody waits for the copy any more", e);
    }
  }
}
