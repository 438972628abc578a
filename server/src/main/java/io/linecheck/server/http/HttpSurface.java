package io.linecheck.server.http;

import io.linecheck.server.http.HttpEdge.Listening;
import java.io.IOException;
import java.util.List;

/** Everything that answers over HTTP. */
public final class HttpSurface {
  private HttpSurface() {}

  public static HttpEdge start(Listening listening) throws IOException {
    return HttpEdge.start(
        listening, List.of(routes -> routes.get("/api/v1/health", ctx -> ctx.result("{}"))));
  }
}
