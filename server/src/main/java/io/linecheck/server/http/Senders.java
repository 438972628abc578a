package io.linecheck.server.http;

import io.javalin.http.Context;
import io.linecheck.server.ingest.IngestTokens;
import io.linecheck.server.ingest.SeenOrigins;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who may send telemetry, and how often. */
final class Senders {
  /** What a request has to show beside an origin that is allowed. */
  sealed interface Proof {
    /** Nothing: programs without a page may send, too. */
    record None() implements Proof {}

    /** A token of ours for its origin; of programs, a bearer that {@code programs} knows. */
    record Token(IngestTokens tokens, String path, Predicate<Context> programs) implements Proof {}
  }

  private static final String BEARER = "Bearer ";

  private final Origins origins;
  private final RateLimiter rates;
  private final Clients clients;
  private final Proof proof;
  private final SeenOrigins seen;

  Senders(Origins origins, RateLimiter rates, Clients clients, Proof proof, SeenOrigins seen) {
    this.origins = origins;
    this.rates = rates;
    this.clients = clients;
    this.proof = proof;
    this.seen = seen;
  }

  /** What a request sent was stored. */
  void taken(Context ctx) {
    @Nullable String origin = ctx.header("Origin");
    if (origin != null) {
      seen.taken(origin);
    }
  }

  String client(Context ctx) {
    return clients.address(ctx);
  }

  /** CORS keeps a foreign page from reading the answer; this keeps it from writing, too. */
  void checkOrigin(Context ctx) {
    @Nullable String origin = ctx.header("Origin");
    ctx.header("Vary", "Origin");
    if (!origins.mayWrite(origin, ctx.header("Host"))) {
      throw refused(
          origin,
          403,
          "Origin: pages of \"%s\" may not send telemetry, expected one of allowed-origins"
              .formatted(origin));
    }
    if (origin != null) {
      ctx.header("Access-Control-Allow-Origin", origin);
      // Pages set their clock by Date.
      ctx.header("Access-Control-Expose-Headers", "Date, Retry-After");
    }
  }

  void checkRate(Context ctx) {
    int seconds = rates.secondsToWait(client(ctx));
    if (seconds > 0) {
      ctx.header("Retry-After", Integer.toString(seconds));
      throw new HttpProblem(429, "more requests than one client may send");
    }
  }

  void checkProof(Context ctx) {
    switch (proof) {
      case Proof.None() -> {}
      case Proof.Token(var tokens, var path, var programs) -> {
        Optional<String> refusal = refusal(ctx, tokens, programs);
        if (refusal.isPresent()) {
          ctx.header("WWW-Authenticate", "Bearer realm=\"telemetry\"");
          throw refused(
              ctx.header("Origin"),
              401,
              "Authorization: %s, expected a token of POST %s".formatted(refusal.get(), path));
        }
      }
    }
  }

  private HttpProblem refused(@Nullable String origin, int status, String sentence) {
    if (origin != null) {
      seen.refused(origin, sentence);
    }
    return new HttpProblem(status, sentence);
  }

  private static Optional<String> refusal(
      Context ctx, IngestTokens tokens, Predicate<Context> programs) {
    @Nullable String origin = ctx.header("Origin");
    @Nullable String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of("no token is there");
    }
    if (origin != null) {
      return tokens.refusal(header.substring(BEARER.length()).strip(), origin);
    }
    return programs.test(ctx)
        ? Optional.empty()
        : Optional.of("there is no Origin, and only pages have tokens of this kind");
  }
}
