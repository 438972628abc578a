package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.Answers;
import io.linecheck.server.api.BadQuestionException;
import io.linecheck.server.api.Json;
import io.linecheck.server.identity.IdentityException;
import io.linecheck.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every failure as a status and one sentence in JSON. What nobody foresaw gets an id that stands in
 * the log too; its cause never leaves the process.
 */
final class Problems implements Routes {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_SECONDS = "5";

  private final Refusals refusals;

  Problems(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.exception(HttpProblem.class, this::refused);
    routes.exception(
        BadQuestionException.class, (e, ctx) -> answer(ctx, 400, String.valueOf(e.getMessage())));
    routes.exception(
        IdentityException.class, (e, ctx) -> refused(ctx, status(e.reason()), e.sentence()));
    routes.exception(StoreException.class, this::store);
    routes.exception(HttpResponseException.class, Problems::framework);
    routes.exception(IOException.class, Problems::connection);
    routes.exception(Exception.class, Problems::unforeseen);
  }

  static void answer(Context ctx, int status, String sentence) {
    ctx.status(status);
    ctx.contentType(ApiRoutes.JSON_TYPE);
    ctx.result(Json.bytes(new Answers.Problem(sentence)));
  }

  static ByteBuffer body(String sentence) {
    return ByteBuffer.wrap(Json.bytes(new Answers.Problem(sentence)));
  }

  private void refused(Context ctx, int status, String sentence) {
    refusals.refused(ctx, status, sentence);
    answer(ctx, status, sentence);
  }

  private void refused(HttpProblem e, Context ctx) {
    RequestBody.discard(ctx);
    if (e.status() == 503) {
      ctx.header("Retry-After", RETRY_SECONDS);
    }
    refused(ctx, e.status(), e.sentence());
  }

  private void store(StoreException e, Context ctx) {
    switch (e.kind()) {
      case BAD_QUESTION -> answer(ctx, 400, String.valueOf(e.getMessage()));
      case FORBIDDEN -> refused(ctx, 403, String.valueOf(e.getMessage()));
      case CONFLICT -> answer(ctx, 409, String.valueOf(e.getMessage()));
      case TOO_EXPENSIVE -> answer(ctx, 422, String.valueOf(e.getMessage()));
      case OVERLOADED, UNAVAILABLE -> {
        ctx.header("Retry-After", RETRY_SECONDS);
        answer(ctx, 503, String.valueOf(e.getMessage()));
      }
      case BROKEN -> unforeseen(e, ctx);
    }
  }

  private static int status(IdentityException.Reason reason) {
    return switch (reason) {
      case INVALID -> 400;
      case REFUSED -> 403;
      case UNKNOWN -> 404;
      case CONFLICT -> 409;
    };
  }

  static void nothingAt(Context ctx) {
    answer(ctx, 404, "there is nothing at " + ctx.path());
  }

  /** What the framework itself refuses: no such method, most of all. */
  private static void framework(HttpResponseException e, Context ctx) {
    switch (e.getStatus()) {
      case 405 -> answer(ctx, 405, ctx.method() + " is not possible at " + ctx.path());
      default -> answer(ctx, e.getStatus(), "the request cannot be answered");
    }
  }

  /** The sender went away or sent half a request; seldom is anybody left to read this. */
  private static void connection(IOException e, Context ctx) {
    log.debug("connection of {} {} failed", ctx.method(), ctx.path(), e);
    answer(ctx, 400, "the request did not arrive as a whole");
  }

  private static void unforeseen(Exception e, Context ctx) {
    String id = UUID.randomUUID().toString();
    log.error("{} {} failed, id {}", ctx.method(), ctx.path(), id, e);
    answer(ctx, 500, "unexpected failure; the server's log has more under id " + id);
  }
}
