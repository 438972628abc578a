package io.linecheck.server.http;

import io.javalin.http.Context;
import io.linecheck.enrich.ClientAddress;
import io.linecheck.server.identity.Audit;
import io.linecheck.server.identity.Client;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a request comes from, as far as proxies may be believed. */
final class Clients {
  private final ClientAddress addresses;

  Clients(ClientAddress addresses) {
    this.addresses = addresses;
  }

  Client of(Context ctx) {
    return new Client(address(ctx), ctx.userAgent());
  }

  /** Who makes a request and from where, for the audit log. */
  Audit.By by(Context ctx) {
    return new Audit.By(Guard.principal(ctx).actor(), address(ctx));
  }

  String address(Context ctx) {
    return addresses.of(
        ctx.req().getRemoteAddr(), joined(ctx, "X-Forwarded-For"), joined(ctx, "Forwarded"));
  }

  private static @Nullable String joined(Context ctx, String header) {
    List<String> values = Collections.list(ctx.req().getHeaders(header));
    return values.isEmpty() ? null : String.join(",", values);
  }
}
