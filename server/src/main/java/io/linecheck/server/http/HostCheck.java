package io.linecheck.server.http;

import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.config.Loopback;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages elsewhere from reading a server that listens for this machine only. Such a page can
 * have its own name point at 127.0.0.1 (DNS rebinding): the browser then takes the server for the
 * page's own, but still says the name in Host.
 */
final class HostCheck implements Routes {
  private final boolean listensForThisMachine;
  private final Optional<String> publicHost;

  HostCheck(String address, Optional<URI> publicUrl) {
    this.listensForThisMachine = Loopback.is(address);
    this.publicHost = publicUrl.map(URI::getHost);
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    if (listensForThisMachine) {
      routes.before(ctx -> check(ctx.header("Host")));
    }
  }

  private void check(@Nullable String host) {
    if (host == null || Hosts.isThisMachineOrAddress(host)) {
      return;
    }
    if (publicHost.isEmpty() || !publicHost.get().equalsIgnoreCase(Hosts.nameOf(host))) {
      throw new HttpProblem(
          421, "Host: this server is not \"%s\"; if it is, set public-url".formatted(host));
    }
  }
}
