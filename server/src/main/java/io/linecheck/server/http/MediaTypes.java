package io.linecheck.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What bodies are made of. */
final class MediaTypes {
  private MediaTypes() {}

  /** Refuses a body of another type; parameters such as charset do not matter. */
  static void require(Context ctx, String... accepted) {
    @Nullable String given = ctx.header("Content-Type");
    String bare = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!List.of(accepted).contains(bare)) {
      throw new HttpProblem(
          415,
          "Content-Type: %s is not accepted, expected %s"
              .formatted(given == null ? "nothing" : given, String.join(" or ", accepted)));
    }
  }
}
