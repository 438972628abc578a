package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.Optional;

/**
 * The cookie that holds a session's secret. Over TLS its name has the prefix that keeps other hosts
 * of the domain and plain connections from setting it (RFC 6265bis, {@code __Host-}); a plain
 * connection could not keep a cookie of that name.
 */
final class SessionCookie {
  private static final String PLAIN = "linecheck-session";
  private static final String OVER_TLS = "__Host-" + PLAIN;
  private static final int UNTIL_THE_BROWSER_ENDS = -1;

  private final Optional<URI> publicUrl;

  SessionCookie(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl.filter(url -> "https".equals(url.getScheme()));
  }

  Optional<String> read(Context ctx) {
    return Optional.ofNullable(ctx.cookie(name(ctx)));
  }

  void set(Context ctx, String secret) {
    ctx.cookie(cookie(ctx, secret, UNTIL_THE_BROWSER_ENDS));
  }

  void clear(Context ctx) {
    ctx.cookie(cookie(ctx, "", 0));
  }

  private Cookie cookie(Context ctx, String value, int maxAgeSeconds) {
    return new Cookie(
        name(ctx), value, "/", maxAgeSeconds, isOverTls(ctx), true, null, SameSite.LAX);
  }

  private String name(Context ctx) {
    return isOverTls(ctx) ? OVER_TLS : PLAIN;
  }

  /** TLS may end at a proxy in front. */
  boolean isOverTls(Context ctx) {
    String host = ctx.header("Host");
    return ctx.req().isSecure()
        || (host != null
            && publicUrl.isPresent()
            && Hosts.nameOf(host).equalsIgnoreCase(publicUrl.get().getHost()));
  }
}
