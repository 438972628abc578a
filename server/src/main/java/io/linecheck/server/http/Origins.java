package io.linecheck.server.http;

import io.linecheck.server.config.OriginPattern;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may send telemetry: those of the configured origins and the server's own.
 *
 * <p>Own is what the public URL says, or what the browser's Host header says if that is an IP
 * address or localhost. A name in Host proves nothing: a page elsewhere can have its own name point
 * at this server (DNS rebinding).
 */
final class Origins {
  private final List<OriginPattern> allowed;

  Origins(List<OriginPattern> configured, Optional<URI> publicUrl) {
    allowed = new ArrayList<>(configured);
    publicUrl.ifPresent(url ->
        allowed.add(
            OriginPattern.parse(
                url.getScheme()
                    + "://"
                    + url.getHost()
                    + (url.getPort() < 0 ? "" : ":" + url.getPort()))));
  }

  /**
   * @param origin the Origin header; absent means that no browser page is behind the request
   * @param host the Host header
   */
  boolean mayWrite(@Nullable String origin, @Nullable String host) {
    return origin == null || isOwn(origin, host) || isAllowed(origin);
  }

  private boolean isAllowed(String origin) {
    for (OriginPattern pattern : allowed) {
      if (pattern.matches(origin)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    return host != null
        && Hosts.isThisMachineOrAddress(host)
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }
}
