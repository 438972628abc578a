package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.Answers;
import io.linecheck.server.api.SystemAnswer;
import io.linecheck.server.identity.Permission;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/** How the server is, what it is, and what can be asked of it. */
final class StatusRoutes implements Routes {
  private final Guard guard;
  private final TelemetryStore store;
  private final Watched watched;
  private final Answers.UiConfig uiConfig;
  private final Instant startedAt;

  StatusRoutes(
      Guard guard,
      TelemetryStore store,
      Watched watched,
      Answers.UiConfig uiConfig,
      Instant startedAt) {
    this.guard = guard;
    this.store = store;
    this.watched = watched;
    this.uiConfig = uiConfig;
    this.startedAt = startedAt;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    byte[] openApi = openApi();
    routes.get(ApiRoutes.BASE + "/health", this::health, Access.PUBLIC);
    // Left to itself, the framework answers HEAD with 200 and does not ask. Load balancers do.
    routes.head(ApiRoutes.BASE + "/health", this::health, Access.PUBLIC);
    routes.get(
        ApiRoutes.BASE + "/config", ctx -> ApiRoutes.answer(ctx, uiConfig), Access.SIGNED_IN);
    routes.get(
        ApiRoutes.BASE + "/metrics",
        ctx ->
            ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(watched.metrics().scrape()),
        Access.SCRAPE);
    routes.get(
        ApiRoutes.BASE + "/system",
        ctx -> ApiRoutes.answer(ctx, SystemAnswer.of(watched.checkup().look())),
        Access.OPERATE);
    routes.get(
        ApiRoutes.BASE + "/openapi.yaml",
        ctx -> ctx.contentType("application/yaml").result(openApi),
        Access.SIGNED_IN);
  }

  private void health(Context ctx) {
    StoreHealth health = store.health();
    ctx.status(health.writable() ? 200 : 503);
    ApiRoutes.answer(
        ctx,
        guard.find(ctx).filter(principal -> principal.may(Permission.SCRAPE)).isPresent()
            ? Answers.of(health, uiConfig.version(), startedAt.toEpochMilli())
            : Answers.statusOf(health));
  }

  private static byte[] openApi() {
    try (InputStream in = StatusRoutes.class.getResourceAsStream("/spec/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("spec/openapi.yaml is missing from the build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
