package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;

/** Paths that answer one method. */
final class Methods {
  private Methods() {}

  /** A POST, and a refusal of GET: pages answer every other GET there is. */
  static void post(JavalinDefaultRoutingApi routes, String path, Handler handler) {
    routes.post(path, handler);
    routes.get(path, Methods::refuseGet);
  }

  private static void refuseGet(Context ctx) {
    ctx.header("Allow", "POST");
    throw new HttpProblem(405, ctx.method() + " is not possible at " + ctx.path());
  }
}
