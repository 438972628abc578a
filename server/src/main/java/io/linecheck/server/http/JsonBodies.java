package io.linecheck.server.http;

import io.javalin.http.Context;
import java.io.IOException;

/** Reads the small JSON bodies of requests that are no questions. */
final class JsonBodies {
  private static final int MOST_BYTES = 1 << 16;

  private final BodyMemory memory;

  JsonBodies(BodyMemory memory) {
    this.memory = memory;
  }

  byte[] read(Context ctx) throws IOException {
    MediaTypes.require(ctx, ApiRoutes.JSON_TYPE);
    try (BodyMemory.Share share = memory.share()) {
      return new RequestBody(MOST_BYTES, share).read(ctx);
    }
  }
}
