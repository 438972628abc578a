package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.access.HiddenFields;
import io.linecheck.access.ScopedReader;
import io.linecheck.server.api.Parameters;
import io.linecheck.server.api.TableAnswers;
import io.linecheck.server.attributes.AttributeTables;
import io.linecheck.server.attributes.TableKind;
import io.linecheck.server.attributes.TableRefused;
import io.linecheck.server.attributes.UnmappedNetwork;
import io.linecheck.store.TelemetryReader;
import java.io.IOException;
import java.util.List;

/** The tables of networks and agents: upload, look, apply to what is stored. */
final class TableRoutes implements Routes {
  private static final String CSV_TYPE = "text/csv";

  private final AttributeTables tables;
  private final TelemetryReader store;
  private final BodyMemory bodyMemory;
  private final Clients clients;

  TableRoutes(
      AttributeTables tables, TelemetryReader store, BodyMemory bodyMemory, Clients clients) {
    this.tables = tables;
    this.store = store;
    this.bodyMemory = bodyMemory;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    String all = ApiRoutes.BASE + "/tables";
    String one = all + "/{table}";
    routes.get(all, ctx -> answer(ctx, tables.status()), Access.MANAGE);
    routes.post(
        all + "/application", ctx -> answer(ctx, tables.apply(clients.by(ctx))), Access.MANAGE);
    routes.delete(
        all + "/application", ctx -> answer(ctx, tables.cancel(clients.by(ctx))), Access.MANAGE);
    routes.get(all + "/networks/unmapped", this::unmapped, Access.MANAGE);
    routes.get(one, this::download, Access.MANAGE);
    routes.put(one, this::put, Access.MANAGE);
    routes.delete(one, this::remove, Access.MANAGE);
    routes.post(one + "/preview", this::preview, Access.MANAGE);
  }

  /** Networks that calls come from and the table does not know. */
  record Unmapped(List<UnmappedNetwork> networks) {}

  private static void answer(Context ctx, AttributeTables.Status status) {
    ApiRoutes.answer(ctx, TableAnswers.of(status));
  }

  private void unmapped(Context ctx) {
    TelemetryReader visible =
        new ScopedReader(store, Guard.principal(ctx).scope(), HiddenFields.NONE);
    ApiRoutes.answer(
        ctx,
        new Unmapped(tables.unmapped(visible, new Parameters(ctx.queryParamMap()).onlyRange())));
  }

  private void download(Context ctx) {
    TableKind kind = kind(ctx);
    String csv =
        tables
            .csv(clients.by(ctx), kind)
            .orElseThrow(() -> new HttpProblem(404, "there is no table of " + kind.word()));
    ctx.contentType(CSV_TYPE + ";charset=utf-8");
    ctx.header("Content-Disposition", "attachment; filename=\"linecheck-" + kind.word() + ".csv\"");
    ctx.result(csv);
  }

  private void put(Context ctx) throws IOException {
    TableKind kind = kind(ctx);
    long version = new Parameters(ctx.queryParamMap()).version();
    try {
      ApiRoutes.answer(
          ctx, TableAnswers.of(tables.put(clients.by(ctx), kind, file(ctx, kind), version)));
    } catch (TableRefused e) {
      throw new HttpProblem(400, e.sentence());
    }
  }

  private void remove(Context ctx) {
    tables.remove(clients.by(ctx), kind(ctx), new Parameters(ctx.queryParamMap()).version());
    ctx.status(204);
  }

  private void preview(Context ctx) throws IOException {
    TableKind kind = kind(ctx);
    ApiRoutes.answer(ctx, tables.preview(kind, file(ctx, kind)));
  }

  private byte[] file(Context ctx, TableKind kind) throws IOException {
    MediaTypes.require(ctx, CSV_TYPE, "text/tab-separated-values", "text/plain");
    try (BodyMemory.Share share = bodyMemory.share()) {
      return new RequestBody(kind.mostBytes(), share).read(ctx);
    }
  }

  private static TableKind kind(Context ctx) {
    String word = ctx.pathParam("table");
    return TableKind.find(word)
        .orElseThrow(() ->
            new HttpProblem(
                404, "table: there is no \"" + word + "\", expected networks or agents"));
  }
}
