package io.linecheck.server.http;

import io.javalin.router.JavalinDefaultRoutingApi;

/** A part of the HTTP surface. */
interface Routes {
  void addTo(JavalinDefaultRoutingApi routes);
}
