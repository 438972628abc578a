package io.linecheck.server.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an Amazon Connect instance's panel is, and what the page that frames it may do.
 *
 * @param url the panel as a frame loads it
 * @param softphone a build of connect-rtc-js, where the page runs the softphone itself
 */
record ContactControlPanel(Optional<URI> url, Optional<URI> softphone) {
  private static final String NEW_DOMAIN = ".my.connect.aws";
  private static final String OLD_DOMAIN = ".awsapps.com";

  /** Operators write the instance's address; the panel's own path is added to it. */
  static ContactControlPanel of(Optional<URI> written, Optional<URI> softphone) {
    return new ContactControlPanel(written.map(ContactControlPanel::withPath), softphone);
  }

  /** An instance has two addresses and sends its agents from one to the other. */
  List<String> origins() {
    return url.stream()
        .flatMap(panel -> Stream.concat(Stream.of(origin(panel)), twin(panel).stream()))
        .toList();
  }

  /** Where scripts other than ours come from. */
  List<String> scripts() {
    return softphone.stream().map(ContactControlPanel::origin).toList();
  }

  /** A softphone of an old kind signals over a socket of its own, to the region's media service. */
  List<String> sockets() {
    return softphone.isPresent() ? List.of("wss://*.amazonaws.com") : List.of();
  }

  private static URI withPath(URI written) {
    String path = written.getPath();
    boolean plain = path.isEmpty() || path.equals("/");
    if (plain && written.getHost().endsWith(NEW_DOMAIN)) {
      return written.resolve("/ccp-v2/");
    }
    if ((plain || path.matches("/connect/?")) && written.getHost().endsWith(OLD_DOMAIN)) {
      return written.resolve("/connect/ccp-v2/");
    }
    return written;
  }

  private static Optional<String> twin(URI panel) {
    String host = panel.getHost();
    if (host.endsWith(NEW_DOMAIN)) {
      return Optional.of("https://" + alias(host, NEW_DOMAIN) + OLD_DOMAIN);
    }
    return host.endsWith(OLD_DOMAIN)
        ? Optional.of("https://" + alias(host, OLD_DOMAIN) + NEW_DOMAIN)
        : Optional.empty();
  }

  private static String alias(String host, String domain) {
    return host.substring(0, host.length() - domain.length());
  }

  private static String origin(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
