package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.model.Fields;
import io.linecheck.server.api.DocumentExport;
import io.linecheck.server.api.Parameters;
import io.linecheck.server.identity.Audit;
import io.linecheck.store.TelemetryStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Documents as a file: what whoever asks may see, and no more. */
final class ExportRoutes implements Routes {
  /** Exports read page after page for as long as they take: others must get their turn. */
  private static final int AT_A_TIME = 2;

  private static final int BUFFER_BYTES = 1 << 16;

  private final TelemetryStore store;
  private final WorkFiles work;
  private final Audit audit;
  private final Clients clients;
  private final Semaphore turns = new Semaphore(AT_A_TIME);

  ExportRoutes(TelemetryStore store, WorkFiles work, Audit audit, Clients clients) {
    this.store = store;
    this.work = work;
    this.audit = audit;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get(ApiRoutes.BASE + "/export", this::export, Access.EXPORT);
  }

  private void export(Context ctx) throws IOException {
    DocumentExport.Request request = new Parameters(ctx.queryParamMap()).export();
    if (!turns.tryAcquire()) {
      throw new HttpProblem(503, AT_A_TIME + " other exports are being made: try again later");
    }
    try {
      String dataset = request.dataset().apiName();
      audit.done(
          clients.by(ctx),
          "telemetry.export",
          dataset,
          Map.of(
              "format", request.format().word(),
              "from", request.range().from().toString(),
              "to", request.range().to().toString()));
      ctx.contentType(request.format().mediaType());
      ctx.header(
          "Content-Disposition",
          "attachment; filename=\"linecheck-%s.%s\"".formatted(dataset, request.format().word()));
      write(new DocumentExport(ApiRoutes.reader(ctx, store), request.dataset()), request, ctx);
    } finally {
      turns.release();
    }
  }

  private void write(DocumentExport export, DocumentExport.Request request, Context ctx)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(ctx.outputStream(), BUFFER_BYTES)) {
      switch (request.format()) {
        case CSV -> export.csv(request.range(), out);
        case NDJSON -> export.ndjson(request.range(), out);
        case PARQUET -> parquet(export, request, out);
      }
    }
  }

  /** Columns are made of the whole: it lies beside the data meanwhile. */
  private void parquet(DocumentExport export, DocumentExport.Request request, OutputStream out)
      throws IOException {
    try (WorkFiles.Use rows = work.use();
        WorkFiles.Use columns = work.use()) {
      try (OutputStream lines =
          new BufferedOutputStream(Files.newOutputStream(rows.file()), BUFFER_BYTES)) {
        export.ndjson(request.range(), lines);
      }
      Path parquet = columns.file();
      store.toParquet(rows.file(), Fields.of(request.dataset()), parquet);
      Files.copy(parquet, out);
    }
  }
}
