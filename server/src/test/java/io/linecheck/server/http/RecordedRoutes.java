package io.linecheck.server.http;

import io.javalin.http.ExceptionHandler;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.javalin.security.RouteRole;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsExceptionHandler;
import io.javalin.websocket.WsHandlerType;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Writes down which methods and paths are registered. */
final class RecordedRoutes implements JavalinDefaultRoutingApi {
  final Set<String> methodsAndPaths = new TreeSet<>();

  @Override
  public JavalinDefaultRoutingApi addEndpoint(Endpoint endpoint) {
    if (endpoint.method.isHttpMethod()) {
      methodsAndPaths.add(endpoint.method + " " + endpoint.path);
    }
    return this;
  }

  @Override
  public <E extends Exception> JavalinDefaultRoutingApi exception(
      Class<E> type, ExceptionHandler<? super E> handler) {
    return this;
  }

  @Override
  public JavalinDefaultRoutingApi error(int status, String contentType, Handler handler) {
    return this;
  }

  @Override
  public <E extends Exception> JavalinDefaultRoutingApi wsException(
      Class<E> type, WsExceptionHandler<? super E> handler) {
    return this;
  }

  @Override
  public JavalinDefaultRoutingApi addWsHandler(
      WsHandlerType type, String path, Consumer<WsConfig> handler, RouteRole... roles) {
    throw new UnsupportedOperationException("no route is a WebSocket");
  }
}
