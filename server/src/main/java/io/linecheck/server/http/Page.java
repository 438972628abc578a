package io.linecheck.server.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** An HTML page; every answer has a nonce of its own in place of {@code __CSP_NONCE__}. */
final class Page {
  private static final String PLACEHOLDER = "__CSP_NONCE__";
  private static final int NONCE_BYTES = 18;

  private final Files files;
  private final String name;
  private final SecureRandom random = new SecureRandom();

  Page(Files files, String name) {
    this.files = files;
    this.name = name;
  }

  void answer(Context ctx) {
    ctx.contentType("text/html;charset=utf-8");
    ctx.header("Cache-Control", "no-cache");
    Files.Content page = files.find(name).orElse(null);
    if (page == null) {
      ctx.status(503);
      ctx.result(
          "<!doctype html><html lang=\"en\"><title>Linecheck</title><p>This page is not part of the"
              + " build: run <code>npm ci &amp;&amp; npm run build</code> and build the server again,"
              + " or start it with <code>./linecheck</code>, which does both.");
      return;
    }
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    SecurityHeaders.allowStyles(ctx, nonce);
    ctx.result(new String(page.bytes(), StandardCharsets.UTF_8).replace(PLACEHOLDER, nonce));
  }
}
