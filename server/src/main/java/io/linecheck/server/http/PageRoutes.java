package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files: the dashboards at {@code /}, the collector at {@code /collector/} and the page that tries
 * it out at {@code /try/}. A page route of the dashboards, such as {@code /calls/ID}, is answered
 * with their one HTML page.
 */
final class PageRoutes implements Routes {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String REVALIDATE = "no-cache";

  private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final Files ui = new Files("/ui");
  private final Files collector = new Files("/collector");
  private final Files trial = new Files("/collector/try");
  private final Page uiPage = new Page(ui, "index.html");
  private final Page trialPage = new Page(trial, "index.html");

  private final Refusals refusals;

  PageRoutes(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get("/collector/<file>", this::collectorFile, Access.PUBLIC);
    routes.get("/try", this::trialPage, Access.PUBLIC);
    routes.get("/try/<file>", this::trialFile, Access.PUBLIC);
    routes.get("/assets/<file>", this::asset, Access.PUBLIC);
    routes.get("/", uiPage::answer, Access.PUBLIC);
    routes.exception(NotFoundResponse.class, (e, ctx) -> uiFileOrPage(ctx));
  }

  private void collectorFile(Context ctx) {
    SecurityHeaders.allowUseElsewhere(ctx);
    answer(ctx, find(collector, ctx.pathParam("file"), ctx), REVALIDATE);
  }

  private void trialPage(Context ctx) {
    SecurityHeaders.allowMicrophone(ctx);
    if (ctx.req().getRequestURI().endsWith("/")) {
      trialPage.answer(ctx);
      return;
    }
    // The page's own links are relative to the folder.
    @Nullable String query = ctx.queryString();
    ctx.header("Location", "/try/" + (query == null ? "" : "?" + query));
    ctx.status(308);
  }

  private void trialFile(Context ctx) {
    answer(ctx, find(trial, ctx.pathParam("file"), ctx), REVALIDATE);
  }

  /** The build puts a hash of the content into the names of assets. */
  private void asset(Context ctx) {
    answer(ctx, find(ui, "assets/" + ctx.pathParam("file"), ctx), FOREVER);
  }

  /** What no route has is a file of the dashboards, a page of theirs, or nothing. */
  private void uiFileOrPage(Context ctx) {
    String path = ctx.path().substring(1);
    Optional<Files.Content> file = path.equals("index.html") ? Optional.empty() : ui.find(path);
    if (!READS.contains(ctx.method()) || path.startsWith("api/")) {
      nothing(ctx);
    } else if (file.isPresent()) {
      ctx.status(200);
      answer(ctx, file.get(), REVALIDATE);
    } else if (acceptsHtml(ctx)) {
      ctx.status(200);
      uiPage.answer(ctx);
    } else {
      nothing(ctx);
    }
  }

  private void nothing(Context ctx) {
    refusals.refused(ctx, 404, "there is nothing there");
    Problems.nothingAt(ctx);
  }

  private static boolean acceptsHtml(Context ctx) {
    @Nullable String accept = ctx.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  private static Files.Content find(Files files, String name, Context ctx) {
    return files.find(name).orElseThrow(() -> nothingAt(ctx));
  }

  private static HttpProblem nothingAt(Context ctx) {
    return new HttpProblem(404, "there is nothing at " + ctx.path());
  }

  private static void answer(Context ctx, Files.Content content, String caching) {
    ctx.header("Cache-Control", caching);
    ctx.contentType(content.type());
    ctx.result(content.bytes());
  }
}
