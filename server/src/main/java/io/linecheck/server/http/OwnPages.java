package io.linecheck.server.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page elsewhere makes a browser send. Browsers say in Sec-Fetch-Site and Origin
 * whose page it is; what says neither is no browser of these years and has no cookies to abuse.
 */
final class OwnPages {
  private final Optional<String> publicOrigin;

  OwnPages(Optional<URI> publicUrl) {
    this.publicOrigin =
        publicUrl.map(url ->
            url.getScheme()
                + "://"
                + url.getHost()
                + (url.getPort() < 0 ? "" : ":" + url.getPort()));
  }

  void require(Context ctx) {
    @Nullable String site = ctx.header("Sec-Fetch-Site");
    @Nullable String origin = ctx.header("Origin");
    boolean elsewhere =
        (site != null && !site.equals("same-origin") && !site.equals("none"))
            || (origin != null && !isOwn(origin, ctx.header("Host")));
    if (elsewhere) {
      throw new HttpProblem(403, "Origin: only the server's own pages may do this");
    }
  }

  private boolean isOwn(String origin, @Nullable String host) {
    return (host != null
            && (origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host)))
        || publicOrigin.filter(origin::equalsIgnoreCase).isPresent();
  }
}
