package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Headers that keep a browser from doing what no page of ours needs. */
final class SecurityHeaders implements Routes {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'%s; style-src 'self'%s; connect-src 'self'%s;"
          + " img-src 'self' data:; font-src 'self'; media-src 'self' blob: mediastream:;"
          + " frame-src %s; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
  private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  private static final Map<String, String> ALWAYS =
      Map.of(
          CONTENT_SECURITY_POLICY,
          POLICY.formatted("", "", "", "'none'"),
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "microphone=(), camera=(), geolocation=(), display-capture=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** A year, as browsers' own lists ask for. */
  private static final String STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";

  private final boolean reachedByHttps;

  /**
   * @param reachedByHttps whether browsers come by https, to this server or to a proxy before it
   */
  SecurityHeaders(boolean reachedByHttps) {
    this.reachedByHttps = reachedByHttps;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.before(ctx -> {
      ALWAYS.forEach(ctx::header);
      if (reachedByHttps && isNamed(ctx.header("Host"))) {
        ctx.header("Strict-Transport-Security", STRICT_TRANSPORT);
      }
    });
  }

  /** For localhost it would hold for whatever else is developed on that machine. */
  private static boolean isNamed(@Nullable String host) {
    return host != null && !Hosts.isThisMachineOrAddress(host);
  }

  static void forEach(BiConsumer<String, String> header) {
    ALWAYS.forEach(header);
  }

  /** The page's own style elements are those that carry the nonce. */
  static void allowStyles(Context ctx, String nonce) {
    ctx.header(
        CONTENT_SECURITY_POLICY, POLICY.formatted("", " 'nonce-" + nonce + "'", "", "'none'"));
  }

  static void allowMicrophone(Context ctx) {
    ctx.header(
        "Permissions-Policy", "microphone=(self), camera=(), geolocation=(), display-capture=()");
  }

  /**
   * The page frames the contact control panel, lends it what calls need, and lets it open Connect's
   * sign-in.
   */
  static void allowPanel(Context ctx, ContactControlPanel panel) {
    List<String> origins = panel.origins();
    ctx.header(
        CONTENT_SECURITY_POLICY,
        POLICY.formatted(
            listed(panel.scripts()),
            "",
            listed(panel.sockets()),
            origins.isEmpty() ? "'none'" : String.join(" ", origins)));
    String quoted =
        origins.stream().map(origin -> " \"" + origin + "\"").collect(Collectors.joining());
    ctx.header(
        "Permissions-Policy",
        "microphone=(self%s), camera=(%s), display-capture=(%s), geolocation=()"
            .formatted(quoted, quoted.strip(), quoted.strip()));
    ctx.header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
  }

  private static String listed(List<String> sources) {
    return sources.stream().map(source -> " " + source).collect(Collectors.joining());
  }

  /** Pages elsewhere load the collector. */
  static void allowUseElsewhere(Context ctx) {
    ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
    ctx.header("Access-Control-Allow-Origin", "*");
  }
}
