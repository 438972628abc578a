package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.linecheck.server.signon.SingleSignOn;
import java.util.Optional;

/** What a browser keeps of single sign-on, sealed by the server: nothing of it lets anybody in. */
final class SignOnCookies {
  private static final String PENDING = "linecheck-sign-on";
  private static final String SIGNED_ON = "linecheck-signed-on";

  /** Where a browser signs out; no other request carries the cookie. */
  private static final String SIGN_OUT_PATH = ApiRoutes.BASE + "/session";

  private static final int UNTIL_THE_BROWSER_ENDS = -1;

  private final SessionCookie session;

  SignOnCookies(SessionCookie session) {
    this.session = session;
  }

  Optional<String> pending(Context ctx) {
    return Optional.ofNullable(ctx.cookie(pendingName(ctx)));
  }

  void keepPending(Context ctx, String sealed) {
    ctx.cookie(cookie(ctx, pendingName(ctx), sealed, "/", (int) SingleSignOn.LONGEST.toSeconds()));
  }

  void forgetPending(Context ctx) {
    ctx.cookie(cookie(ctx, pendingName(ctx), "", "/", 0));
  }

  Optional<String> signedOn(Context ctx) {
    return Optional.ofNullable(ctx.cookie(signedOnName(ctx)));
  }

  void keepSignedOn(Context ctx, String sealed) {
    ctx.cookie(cookie(ctx, signedOnName(ctx), sealed, SIGN_OUT_PATH, UNTIL_THE_BROWSER_ENDS));
  }

  void forgetSignedOn(Context ctx) {
    ctx.cookie(cookie(ctx, signedOnName(ctx), "", SIGN_OUT_PATH, 0));
  }

  private Cookie cookie(Context ctx, String name, String value, String path, int maxAgeSeconds) {
    return new Cookie(
        name, value, path, maxAgeSeconds, session.isOverTls(ctx), true, null, SameSite.LAX);
  }

  private String pendingName(Context ctx) {
    return session.isOverTls(ctx) ? "__Host-" + PENDING : PENDING;
  }

  /** A cookie with a path of its own cannot have the stricter prefix. */
  private String signedOnName(Context ctx) {
    return session.isOverTls(ctx) ? "__Secure-" + SIGNED_ON : SIGNED_ON;
  }
}
