package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.access.HiddenFields;
import io.linecheck.access.ScopedReader;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.api.Answers;
import io.linecheck.server.api.Json;
import io.linecheck.server.api.Parameters;
import io.linecheck.server.api.Questions;
import io.linecheck.server.identity.Audit;
import io.linecheck.server.identity.Permission;
import io.linecheck.store.TelemetryReader;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions under {@code /api/v1}, as {@code spec/openapi.yaml} describes them. */
final class ApiRoutes implements Routes {
  static final String BASE = "/api/v1";
  static final String JSON_TYPE = "application/json";

  private static final int MOST_BODY_BYTES = 1 << 20;

  private final TelemetryReader store;
  private final BodyMemory bodyMemory;
  private final Audit audit;
  private final Clients clients;
  private final QuestionTurns turns;

  ApiRoutes(
      TelemetryReader store,
      BodyMemory bodyMemory,
      Audit audit,
      Clients clients,
      QuestionTurns turns) {
    this.store = store;
    this.turns = turns;
    this.bodyMemory = bodyMemory;
    this.audit = audit;
    this.clients = clients;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.before("/api/*", ctx -> ctx.header("Cache-Control", "no-store"));
    routes.get(BASE + "/fields", ctx -> answer(ctx, Answers.fields(hidden(ctx))), Access.ASK);
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
    AggregateAnswer answer = reader(ctx).aggregate(question);
    answer(ctx, Answers.of(answer, millisSince(start)));
  }

  private void search(Context ctx, byte[] body) {
    search(ctx, Questions.search(body));
  }

  private void calls(Context ctx) {
    search(ctx, new Parameters(ctx.queryParamMap()).calls(hidden(ctx)));
  }

  private void search(Context ctx, SearchQuestion question) {
    long start = System.nanoTime();
    SearchAnswer answer = reader(ctx).search(question);
    answer(ctx, Answers.of(answer, millisSince(start)));
  }

  private void values(Context ctx) {
    answer(
        ctx,
        new Answers.Values(
            reader(ctx).facets(new Parameters(ctx.queryParamMap()).facets(ctx.pathParam("name")))));
  }

  private void call(Context ctx) {
    String contactId = ctx.pathParam("contactId");
    CallDetail call =
        reader(ctx)
            .call(contactId)
            .orElseThrow(
                () -> new HttpProblem(404, "contactId: nothing is known of \"" + contactId + "\""));
    audit.looked(clients.by(ctx), "call.look", contactId, agentsOf(call));
    answer(ctx, call);
  }

  /** Whose call it was: the audit log says who looked at whom. */
  private static Map<String, String> agentsOf(CallDetail call) {
    String agents =
        call.parts().stream()
            .flatMap(part -> Stream.ofNullable(part.call().get(Fields.AGENT)))
            .map(Object::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return agents.isEmpty() ? Map.of() : Map.of("agent", agents);
  }

  /** What there is for whoever asks. */
  private TelemetryReader reader(Context ctx) {
    return reader(ctx, turns.of(Guard.principal(ctx).actor(), store));
  }

  static TelemetryReader reader(Context ctx, TelemetryReader store) {
    return new ScopedReader(store, Guard.principal(ctx).scope(), hidden(ctx));
  }

  private static HiddenFields hidden(Context ctx) {
    return Guard.principal(ctx).may(Permission.NETWORK) ? HiddenFields.NONE : HiddenFields.NETWORK;
  }

  private static double millisSince(long startNanos) {
    return Math.round((System.nanoTime() - startNanos) / 1e4) / 1e2;
  }
}
