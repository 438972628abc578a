package io.linecheck.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.linecheck.server.metrics.ServerMetrics;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The listening server. Closing it lets requests under way finish, within the timeout. */
public final class HttpEdge implements AutoCloseable {
  private final Javalin javalin;
  private final List<GuardedRoute> routes;

  /** Where to listen and how long to wait for requests under way when closing. */
  public record Listening(String address, int port, Duration shutdownTimeout) {}

  private HttpEdge(Javalin javalin, List<GuardedRoute> routes) {
    this.javalin = javalin;
    this.routes = routes;
  }

  static HttpEdge start(Listening listening, ServerMetrics metrics, List<Routes> surface)
      throws IOException {
    List<GuardedRoute> routes = new ArrayList<>();
    try {
      Javalin javalin =
          Javalin.start(config -> {
            configure(config, listening, metrics);
            GuardedRouting guarded = new GuardedRouting(config.routes);
            surface.forEach(part -> part.addTo(guarded));
            routes.addAll(guarded.routes());
          });
      return new HttpEdge(javalin, List.copyOf(routes));
    } catch (JavalinBindException e) {
      throw (BindException) new BindException(e.getMessage()).initCause(e);
    }
  }

  private static void configure(JavalinConfig config, Listening listening, ServerMetrics metrics) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.jetty.host = listening.address();
    config.jetty.port = listening.port();
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(listening.shutdownTimeout().toMillis());
      server.setHandler(new GracefulHandler());
      server.setErrorHandler(new UnreadableRequests());
    });
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new UnreadableRequests()));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.requestLogger.http((ctx, millis) -> record(ctx, millis, metrics));
  }

  private static void record(Context ctx, float millis, ServerMetrics metrics) {
    Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    metrics.request(
        ctx.method().toString(),
        matched == null ? "none" : matched.path,
        ctx.statusCode(),
        Duration.ofNanos((long) (millis * 1e6)));
  }

  public int port() {
    return javalin.port();
  }

  /** Every route there is, and who may use it. */
  public List<GuardedRoute> routes() {
    return routes;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
