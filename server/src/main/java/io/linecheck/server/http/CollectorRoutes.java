package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.Answers;
import io.linecheck.server.ingest.SeenOrigins;
import io.linecheck.server.ingest.SeenOrigins.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For whoever sets pages up: how they are to send, and whether they do. */
final class CollectorRoutes implements Routes {
  private static final int LONGEST_ORIGIN = 300;

  private final Answers.CollectorSetUp setUp;
  private final Origins origins;
  private final SeenOrigins seen;

  CollectorRoutes(Answers.CollectorSetUp setUp, Origins origins, SeenOrigins seen) {
    this.setUp = setUp;
    this.origins = origins;
    this.seen = seen;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get(ApiRoutes.BASE + "/collector", this::collector, Access.MANAGE);
  }

  private void collector(Context ctx) {
    @Nullable String asked = ctx.queryParam("origin");
    if (asked != null && asked.length() > LONGEST_ORIGIN) {
      throw new HttpProblem(
          400, "origin: too long, expected an origin such as https://crm.example.com");
    }
    List<Seen> all = new ArrayList<>(seen.all());
    if (asked != null && all.stream().noneMatch(one -> one.origin().equals(asked))) {
      all.add(new Seen(asked, null, null, null));
    }
    ApiRoutes.answer(
        ctx, new Answers.Collector(setUp, all.stream().map(one -> answer(one, ctx)).toList()));
  }

  private Answers.SeenOrigin answer(Seen one, Context ctx) {
    return new Answers.SeenOrigin(
        one.origin(),
        origins.mayWrite(one.origin(), ctx.header("Host")),
        millis(one.takenAt()),
        millis(one.refusedAt()),
        one.refusal());
  }

  private static @Nullable Long millis(@Nullable Instant moment) {
    return moment == null ? null : Long.valueOf(moment.toEpochMilli());
  }
}
