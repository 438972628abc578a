package io.linecheck.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.linecheck.server.metrics.ServerMetrics;
import io.linecheck.server.tls.ServerTls;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The listening server. Closing it lets requests under way finish, within the timeout. */
public final class HttpEdge implements AutoCloseable {
  /** A sign-in that comes back from a provider has the longest: its address, a cookie or two. */
  private static final int MOST_HEADER_BYTES = 16 << 10;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Javalin javalin;
  private final Optional<ServerTls> tls;
  private final List<GuardedRoute> routes;

  private HttpEdge(Javalin javalin, Optional<ServerTls> tls, List<GuardedRoute> routes) {
    this.javalin = javalin;
    this.tls = tls;
    this.routes = routes;
  }

  static HttpEdge start(
      Listening listening, Defences defences, ServerMetrics metrics, List<Routes> surface)
      throws IOException {
    List<GuardedRoute> routes = new ArrayList<>();
    try {
      Javalin javalin =
          Javalin.start(config -> {
            configure(config, listening, defences, metrics);
            GuardedRouting guarded = new GuardedRouting(config.routes);
            surface.forEach(part -> part.addTo(guarded));
            routes.addAll(guarded.routes());
          });
      return new HttpEdge(javalin, listening.tls(), List.copyOf(routes));
    } catch (JavalinBindException e) {
      listening.tls().ifPresent(ServerTls::close);
      throw (BindException) new BindException(e.getMessage()).initCause(e);
    }
  }

  private static void configure(
      JavalinConfig config, Listening listening, Defences defences, ServerMetrics metrics) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(server -> configure(server, listening, defences));
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new UnreadableRequests(defences.refusals())));
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setRequestHeaderSize(MOST_HEADER_BYTES);
    });
    config.jetty.addConnector(
        (server, http) -> defended(Connectors.main(server, http, listening), defences));
    listening
        .redirectPort()
        .ifPresent(port ->
            config.jetty.addConnector((server, http) ->
                defended(Connectors.redirecting(server, http, listening, port), defences)));
    config.requestLogger.http((ctx, millis) -> record(ctx, millis, metrics));
  }

  private static ServerConnector defended(ServerConnector connector, Defences defences) {
    connector.setIdleTimeout(IDLE.toMillis());
    connector.addBean(defences.connections());
    connector.addBean(defences.slowRequests(), false);
    return connector;
  }

  private static void configure(Server server, Listening listening, Defences defences) {
    server.setStopTimeout(listening.shutdownTimeout().toMillis());
    GracefulHandler graceful = new GracefulHandler();
    graceful.setHandler(defences.slowRequests());
    if (listening.redirectPort().isPresent()) {
      defences.slowRequests().setHandler(new HttpsRedirect(() -> port(server, 0)));
    }
    server.setHandler(graceful);
    server.setErrorHandler(new UnreadableRequests(defences.refusals()));
  }

  private static int port(Server server, int connector) {
    return ((ServerConnector) server.getConnectors()[connector]).getLocalPort();
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
    return port(javalin.jettyServer().server(), 0);
  }

  /** Whether it speaks https itself. */
  public boolean isEncrypted() {
    return tls.isPresent();
  }

  /** Where plain http is sent on to https, if anywhere. */
  public OptionalInt redirectPort() {
    Server server = javalin.jettyServer().server();
    return server.getConnectors().length > 1
        ? OptionalInt.of(port(server, 1))
        : OptionalInt.empty();
  }

  /** Every route there is, and who may use it. */
  public List<GuardedRoute> routes() {
    return routes;
  }

  @Override
  public void close() {
    javalin.stop();
    tls.ifPresent(ServerTls::close);
  }
}
