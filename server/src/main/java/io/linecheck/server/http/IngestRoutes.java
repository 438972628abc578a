package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestAnswer;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.ingest.Outcome;
import io.linecheck.ingest.Outcomes;
import io.linecheck.ingest.Route;
import io.linecheck.server.ingest.SeenRefusals;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The three routes of telemetry. Decides who may send how much; what a body says is the pipeline's
 * affair. A request refused here counts as one item in its outcome.
 */
final class IngestRoutes implements Routes {
  /** Where the routes are, how large a body may be, and all bodies together. */
  record Limits(String base, int mostBodyBytes, BodyMemory bodyMemory) {}

  private static final String PREFLIGHT_SECONDS = "7200"; // Chrome keeps it no longer.

  private final Limits limits;
  private final Senders senders;
  private final Ingest ingest;
  private final Outcomes outcomes;
  private final SeenRefusals refusals;
  private final Clock clock = Clock.systemUTC();

  IngestRoutes(Limits limits, Senders senders, Ingest ingest, Watched watched) {
    this.limits = limits;
    this.senders = senders;
    this.ingest = ingest;
    this.outcomes = watched.metrics().outcomes();
    this.refusals = watched.sightings().refusals();
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    for (Route route : Route.values()) {
      String path = limits.base() + "/" + route.path();
      routes.options(path, this::preflight, Access.PUBLIC);
      routes.post(path, ctx -> take(ctx, route), Access.PUBLIC);
    }
  }

  /** A browser asks whether a page elsewhere may send. */
  private void preflight(Context ctx) {
    senders.checkOrigin(ctx);
    ctx.header("Access-Control-Allow-Methods", "POST");
    ctx.header("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding");
    ctx.header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    ctx.status(204);
  }

  private void take(Context ctx, Route route) throws IOException {
    try (BodyMemory.Share share = limits.bodyMemory().share()) {
      IngestAnswer answer = ingest.accept(admitted(ctx, route, share));
      if (answer.status() == 200) {
        senders.taken(ctx);
      }
      refusals.answered(route, ctx.header("Origin"), answer);
      answer(ctx, answer);
    }
  }

  private IngestRequest admitted(Context ctx, Route route, BodyMemory.Share share)
      throws IOException {
    try {
      senders.checkOrigin(ctx);
      senders.checkRate(ctx);
      senders.checkProof(ctx);
      // sendBeacon sends text/plain: any other type would ask for a preflight it cannot make.
      MediaTypes.require(ctx, ApiRoutes.JSON_TYPE, "text/plain");
      byte[] body = new RequestBody(limits.mostBodyBytes(), share).read(ctx);
      return new IngestRequest(
          route, body, senders.client(ctx), ctx.header("Origin"), ctx.userAgent(), clock.instant());
    } catch (HttpProblem refused) {
      outcomes.count(route, outcomeOf(refused), 1);
      refusals.refused(route, ctx.header("Origin"), refused.sentence());
      throw refused;
    } catch (IOException broken) {
      outcomes.count(route, Outcome.INVALID, 1);
      throw broken;
    }
  }

  private static Outcome outcomeOf(HttpProblem refused) {
    return switch (refused.status()) {
      case 401, 403 -> Outcome.UNAUTHORIZED;
      case 429 -> Outcome.RATE_LIMITED;
      case 503 -> Outcome.UNAVAILABLE;
      default -> Outcome.INVALID;
    };
  }

  private static void answer(Context ctx, IngestAnswer answer) {
    ctx.status(answer.status());
    @Nullable Integer retryAfterSeconds = answer.retryAfterSeconds();
    if (retryAfterSeconds != null) {
      ctx.header("Retry-After", retryAfterSeconds.toString());
    }
    ctx.contentType(ApiRoutes.JSON_TYPE);
    ctx.header("Cache-Control", "no-store");
    ctx.result(answer.toJson());
  }
}
