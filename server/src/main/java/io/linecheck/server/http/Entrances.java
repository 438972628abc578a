package io.linecheck.server.http;

import io.javalin.http.Context;
import io.linecheck.server.api.IdentityAnswers.SignInWays;
import java.net.URI;
import java.util.Optional;

/**
 * The ways in that this server offers.
 *
 * @param local whether people sign in with passwords kept here
 */
record Entrances(boolean demo, boolean local, SignOnRoutes elsewhere) {
  SignInWays ways() {
    return new SignInWays(local, elsewhere.providers());
  }

  void requireLocal() {
    if (!local) {
      throw new HttpProblem(403, "passwords are switched off here: sign in at a provider");
    }
  }

  /** Where a browser goes on that signs out here. */
  Optional<URI> signOut(Context ctx) {
    return elsewhere.signOut(ctx);
  }
}
