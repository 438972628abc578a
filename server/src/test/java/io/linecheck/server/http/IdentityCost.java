package io.linecheck.server.http;

import com.sun.management.OperatingSystemMXBean;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.linecheck.enrich.ClientAddress;
import io.linecheck.server.identity.Audit;
import io.linecheck.server.identity.Client;
import io.linecheck.server.identity.Grant;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.identity.Role;
import io.linecheck.server.identity.Sessions;
import io.linecheck.server.identity.Welcome;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What identity adds to a request: the same route without a guard, behind it for anybody (as
 * telemetry is), with a session's cookie and with an API token. A program of its own, no test.
 */
public final class IdentityCost {
  private static final int REQUESTS_IN_TURN = 250;
  private static final int WARM_UP_TURNS = 20;
  private static final int TURNS = 31;

  private IdentityCost() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("linecheck-identity-cost");
    try (TelemetryStore store = DuckDbStore.open(DuckDbConfig.of(data));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Identity identity =
          Identity.open(
              store,
              data,
              new Identity.Lifetimes(
                  new Sessions.Lifetimes(Duration.ofHours(1), Duration.ofHours(12)),
                  Duration.ofDays(3)),
              Clock.systemUTC(),
              false);
      String cookie = session(identity);
      String token = token(identity);
      Javalin bare = Javalin.start(config -> listen(config, "/bare"));
      Javalin guarded = Javalin.start(config -> guarded(config, identity));
      Map<String, HttpRequest> requests = new LinkedHashMap<>();
      requests.put("without a guard", request(bare, "/bare").build());
      requests.put("guarded, for anybody", request(guarded, "/public").build());
      requests.put(
          "guarded, session",
          request(guarded, "/ask").header("Cookie", "linecheck-session=" + cookie).build());
      requests.put(
          "guarded, token",
          request(guarded, "/ask").header("Authorization", "Bearer " + token).build());
      measure(client, requests);
      bare.stop();
      guarded.stop();
    }
  }

  /** In turns, so that what else the machine does falls on all alike. */
  private static void measure(HttpClient client, Map<String, HttpRequest> requests)
      throws IOException, InterruptedException {
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      for (HttpRequest request : requests.values()) {
        send(client, request);
      }
    }
    Map<String, long[]> nanos = new LinkedHashMap<>();
    for (Map.Entry<String, HttpRequest> each : requests.entrySet()) {
      nanos.put(each.getKey(), new long[TURNS]);
    }
    for (int turn = 0; turn < TURNS; turn++) {
      for (Map.Entry<String, HttpRequest> each : requests.entrySet()) {
        long before = processorNanos();
        send(client, each.getValue());
        Objects.requireNonNull(nanos.get(each.getKey()))[turn] = processorNanos() - before;
      }
    }
    nanos.forEach((name, each) -> {
      Arrays.sort(each);
      System.out.printf(
          Locale.ROOT,
          "%-24s %6.1f us of processor time, client included; median of %d turns of %d requests%n",
          name,
          each[TURNS / 2] / 1e3 / REQUESTS_IN_TURN,
          TURNS,
          REQUESTS_IN_TURN);
    });
  }

  private static void send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    for (int i = 0; i < REQUESTS_IN_TURN; i++) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(request.uri() + ": " + status);
      }
    }
  }

  /** Of the whole process: a busy machine makes requests late, not dear. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void guarded(JavalinConfig config, Identity identity) {
    listen(config, "/public");
    new Guard(
            identity,
            new SessionCookie(Optional.empty()),
            new OwnPages(Optional.empty()),
            unlimited())
        .addTo(config.routes);
    config.routes.get("/ask", ctx -> ctx.result("{}"), Access.ASK);
  }

  private static RateLimits unlimited() {
    RateLimiter limiter =
        new RateLimiter(
            new RateLimiter.Limit(Integer.MAX_VALUE, Integer.MAX_VALUE, 1000), System::nanoTime);
    return new RateLimits(
        new RateLimits.Budgets(limiter, limiter, limiter),
        new Clients(new ClientAddress(List.of())),
        "/ingest");
  }

  private static void listen(JavalinConfig config, String path) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.host = "127.0.0.1";
    config.jetty.port = 0;
    config.routes.get(path, ctx -> ctx.result("{}"), Access.PUBLIC);
  }

  private static HttpRequest.Builder request(Javalin server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static String session(Identity identity) {
    return identity
        .welcome()
        .accept(
            identity.startToken().orElseThrow(),
            new Welcome.Choice("jane", null, "violet gravel teaspoon"),
            new Client("127.0.0.1", null))
        .secret();
  }

  private static String token(Identity identity) {
    return identity
        .tokens()
        .make(
            new Audit.By("jane", null),
            Grant.everythingAs(Role.ADMINISTRATOR),
            "cost",
            Grant.everythingAs(Role.VIEWER),
            Instant.now().plus(Duration.ofDays(1)))
        .text();
  }
}
