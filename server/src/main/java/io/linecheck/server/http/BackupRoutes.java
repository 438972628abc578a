package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.identity.Audit;
import io.linecheck.server.identity.Principal;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Semaphore;

/**
 * A backup of everything, for the commands on the server's own machine alone: it holds what no role
 * may see, password hashes among it.
 */
final class BackupRoutes implements Routes {
  private final TelemetryStore store;
  private final WorkFiles work;
  private final Audit audit;
  private final Clients clients;
  private final Semaphore turn = new Semaphore(1);

  BackupRoutes(TelemetryStore store, WorkFiles work, Audit audit, Clients clients) {
    this.store = store;
    this.work = work;
    this.audit = audit;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get(ApiRoutes.BASE + "/backup", this::backup, Access.MANAGE);
  }

  private void backup(Context ctx) throws IOException {
    if (!(Guard.principal(ctx) instanceof Principal.LocalAccess)) {
      throw new HttpProblem(
          403, "a backup is made by 'linecheck backup' on the server's machine, and nowhere else");
    }
    if (!turn.tryAcquire()) {
      throw new HttpProblem(503, "another backup is being made: try again later");
    }
    try (WorkFiles.Use copy = work.use()) {
      audit.done(clients.by(ctx), "store.backup", null);
      store.backup(copy.file());
      ctx.contentType("application/octet-stream");
      ctx.res().setContentLengthLong(Files.size(copy.file()));
      Files.copy(copy.file(), ctx.outputStream());
    } finally {
      turn.release();
    }
  }
}
