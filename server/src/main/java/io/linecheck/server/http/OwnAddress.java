package io.linecheck.server.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/** Where browsers find this server: its public address, or the one that the request was made to. */
final class OwnAddress {
  private final Optional<URI> publicUrl;

  OwnAddress(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  URI of(Context ctx, String path) {
    return publicUrl
        .orElseGet(() -> URI.create(ctx.scheme() + "://" + ctx.host() + "/"))
        .resolve(path);
  }
}
