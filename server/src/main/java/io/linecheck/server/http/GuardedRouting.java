package io.linecheck.server.http;

import io.javalin.http.ExceptionHandler;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsExceptionHandler;
import io.javalin.websocket.WsHandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes no route that does not say who may use it, and keeps a list of all. */
final class GuardedRouting implements JavalinDefaultRoutingApi {
  private final JavalinDefaultRoutingApi routing;
  private final List<GuardedRoute> routes = new ArrayList<>();

  GuardedRouting(JavalinDefaultRoutingApi routing) {
    this.routing = routing;
  }

  List<GuardedRoute> routes() {
    return List.copyOf(routes);
  }

  @Override
  public JavalinDefaultRoutingApi addEndpoint(Endpoint endpoint) {
    if (endpoint.method.isHttpMethod()) {
      String method = endpoint.method.toString();
      routes.add(new GuardedRoute(method, endpoint.path, access(method, endpoint)));
    }
    routing.addEndpoint(endpoint);
    return this;
  }

  private static Access access(String method, Endpoint endpoint) {
    @Nullable Roles declared = endpoint.metadata(Roles.class);
    Set<RouteRole> roles = declared == null ? Set.of() : declared.getRoles();
    if (roles.size() != 1 || !(roles.iterator().next() instanceof Access access)) {
      throw new IllegalStateException(
          "%s %s: who may use it is %s, expected exactly one Access"
              .formatted(method, endpoint.path, roles));
    }
    return access;
  }

  @Override
  public <E extends Exception> JavalinDefaultRoutingApi exception(
      Class<E> type, ExceptionHandler<? super E> handler) {
    routing.exception(type, handler);
    return this;
  }

  @Override
  public JavalinDefaultRoutingApi error(int status, String contentType, Handler handler) {
    routing.error(status, contentType, handler);
    return this;
  }

  @Override
  public <E extends Exception> JavalinDefaultRoutingApi wsException(
      Class<E> type, WsExceptionHandler<? super E> handler) {
    routing.wsException(type, handler);
    return this;
  }

  @Override
  public JavalinDefaultRoutingApi addWsHandler(
      WsHandlerType type, String path, Consumer<WsConfig> handler, RouteRole... roles) {
    throw new UnsupportedOperationException("nothing guards WebSockets");
  }
}
