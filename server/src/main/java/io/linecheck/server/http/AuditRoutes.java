package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.AuditExport;
import io.linecheck.server.api.IdentityAnswers;
import io.linecheck.server.api.Parameters;
import io.linecheck.server.identity.Audit;
import io.linecheck.store.AuditQuestion;
import java.io.IOException;
import java.util.Map;

/** Who did what: looked at by the page, taken out as a file. */
final class AuditRoutes implements Routes {
  private final Audit audit;
  private final Clients clients;

  AuditRoutes(Audit audit, Clients clients) {
    this.audit = audit;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get(ApiRoutes.BASE + "/audit", this::read, Access.AUDIT);
    routes.get(ApiRoutes.BASE + "/audit/export", this::export, Access.AUDIT);
  }

  private void read(Context ctx) {
    AuditQuestion question = new Parameters(ctx.queryParamMap()).audit();
    ApiRoutes.answer(ctx, IdentityAnswers.of(audit.read(question)));
  }

  private void export(Context ctx) throws IOException {
    Parameters parameters = new Parameters(ctx.queryParamMap());
    AuditExport.Format format = parameters.format();
    AuditQuestion question = parameters.audit();
    audit.done(clients.by(ctx), "audit.export", null, Map.of("format", format.word()));
    ctx.contentType(format.mediaType());
    ctx.header(
        "Content-Disposition", "attachment; filename=\"linecheck-audit." + format.word() + "\"");
    AuditExport.write(audit, question, format, ctx.outputStream());
  }
}
