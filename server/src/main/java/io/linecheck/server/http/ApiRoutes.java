package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.api.Answers;
import io.linecheck.server.api.Json;
import io.linecheck.server.api.Parameters;
import io.linecheck.server.api.Questions;
import io.linecheck.store.TelemetryReader;

/** Questions under {@code /api/v1}, as {@code spec/openapi.yaml} describes them. */
final class ApiRoutes implements Routes {
  static final String BASE = "/api/v1";
  static final String JSON_TYPE = "application/json";

  private static final int MOST_BODY_BYTES = 1 << 20;

  private final TelemetryReader reader;
  private final BodyMemory bodyMemory;

  ApiRoutes(TelemetryReader reader, BodyMemory bodyMemory) {
    this.reader = reader;
    this.bodyMemory = bodyMemory;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.before("/api/*", ctx -> ctx.header("Cache-Control", "no-store"));
    routes.get(BASE + "/fields", ctx -> answer(ctx, Answers.fields()), Access.ASK);
    routes.get(BASE + "/fields/{name}/values", this::values, Access.ASK);
    routes.post(BASE + "/query", question(this::query), Access.ASK);
    routes.post(BASE + "/search", question(this::search), Access.EXPLORE);
    routes.get(BASE + "/calls", this::calls, Access.ASK);
    routes.get(BASE + "/calls/{contactId}", this::call, Access.ASK);
  }

  /** Writes an answer while it is turned into JSON. */
  static void answer(Context ctx, Object answer) {
    ctx.contentType(JSON_TYPE);
    Json.write(ctx.outputStream(), answer);
  }

  private interface BodyHandler {
    void handle(Context ctx, byte[] body);
  }

  private Handler question(BodyHandler handler) {
    return ctx -> {
      MediaTypes.require(ctx, JSON_TYPE);
      try (BodyMemory.Share share = bodyMemory.share()) {
        handler.handle(ctx, new RequestBody(MOST_BODY_BYTES, share).read(ctx));
      }
    };
  }

  private void query(Context ctx, byte[] body) {
    AggregateQuestion question = Questions.aggregate(body);
    long start = System.nanoTime();
    AggregateAnswer answer = reader.aggregate(question);
    answer(ctx, Answers.of(answer, millisSince(start)));
  }

  private void search(Context ctx, byte[] body) {
    search(ctx, Questions.search(body));
  }

  private void calls(Context ctx) {
    search(ctx, new Parameters(ctx.queryParamMap()).calls());
  }

  private void search(Context ctx, SearchQuestion question) {
    long start = System.nanoTime();
    SearchAnswer answer = reader.search(question);
    answer(ctx, Answers.of(answer, millisSince(start)));
  }

  private void values(Context ctx) {
    answer(
        ctx,
        new Answers.Values(
            reader.facets(new Parameters(ctx.queryParamMap()).facets(ctx.pathParam("name")))));
  }

  private void call(Context ctx) {
    String contactId = ctx.pathParam("contactId");
    answer(
        ctx,
        reader
            .call(contactId)
            .orElseThrow(() ->
                new HttpProblem(404, "contactId: nothing is known of \"" + contactId + "\"")));
  }

  private static double millisSince(long startNanos) {
    return Math.round((System.nanoTime() - startNanos) / 1e4) / 1e2;
  }
}
