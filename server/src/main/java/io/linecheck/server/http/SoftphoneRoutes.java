package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.Answers;
import org.jspecify.annotations.Nullable;

/**
 * The agents' page at {@code /softphone/}, which frames Amazon Connect's contact control panel, and
 * what it has to know. For everybody: an agent has no account here.
 */
final class SoftphoneRoutes implements Routes {
  private final Files files = new Files("/collector/softphone");
  private final Page page = new Page(files, "index.html");
  private final ContactControlPanel panel;
  private final Answers.Softphone config;

  SoftphoneRoutes(ContactControlPanel panel, Answers.Softphone config) {
    this.panel = panel;
    this.config = config;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get("/softphone", this::page, Access.PUBLIC);
    routes.get("/softphone/config.json", this::config, Access.PUBLIC);
    routes.get("/softphone/<file>", this::file, Access.PUBLIC);
  }

  private void page(Context ctx) {
    // The page's own links are relative to the folder.
    if (!ctx.req().getRequestURI().endsWith("/")) {
      ctx.header("Location", "/softphone/");
      ctx.status(308);
      return;
    }
    page.answer(ctx);
    SecurityHeaders.allowPanel(ctx, panel);
  }

  private void config(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    ApiRoutes.answer(ctx, config);
  }

  private void file(Context ctx) {
    String name = ctx.pathParam("file");
    Files.@Nullable Content content = files.find(name).orElse(null);
    if (content == null) {
      throw new HttpProblem(404, "there is nothing at " + ctx.path());
    }
    ctx.header("Cache-Control", "no-cache");
    ctx.contentType(content.type());
    ctx.result(content.bytes());
  }
}
