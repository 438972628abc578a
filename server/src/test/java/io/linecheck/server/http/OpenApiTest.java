package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Awaiting;
import io.linecheck.server.FakeStore;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.store.StoreException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spec/openapi.yaml} is what the server does, and all of it. */
class OpenApiTest {
  @TempDir Path data = Path.of("");

  @Test
  void everyPathAndMethodIsThereAndNoOther() {
    try (TestServer server = TestServer.on(new FakeStore())) {
      // HEAD is GET without the body: the document does not list it.
      assertThat(server.server().routes())
          .filteredOn(route -> route.path().startsWith("/api/") && !route.method().equals("HEAD"))
          .extracting(route -> route.method() + " " + route.path())
          .containsExactlyInAnyOrderElementsOf(document(server).methodsAndPaths())
          .isNotEmpty();
    }
  }

  @Test
  void answersAreAsDescribed() {
    long now = System.currentTimeMillis();
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      OpenApiDocument document = document(server);
      server.post("/ingest/softphonemetrics", SampleBodies.call("c1", now - 60_000, 25));
      server.post("/ingest/callreport", SampleBodies.report("c1", now - 30_000));
      server.post("/ingest/apimetrics", SampleBodies.apiMetric(now - 50_000));
      String range = "from=" + (now - 3_600_000) + "&to=" + (now + 60_000);
      Awaiting.until(() -> server.get("/api/v1/calls?" + range).body().contains("\"c1\""));
      Awaiting.until(() -> server.get("/api/v1/health").body().contains("\"derivedLagMillis\":0"));

      check(document, "/health", 200, server.get("/api/v1/health"));
      check(document, "/config", 200, server.get("/api/v1/config"));
      check(document, "/system", 200, server.get("/api/v1/system"));
      check(document, "/fields", 200, server.get("/api/v1/fields"));
      for (String dataset :
          new String[] {"samples", "windows", "calls", "reports", "apiMetrics", "events"}) {
        check(
            document,
            "/fields/{name}/values",
            200,
            server.get("/api/v1/fields/agent/values?dataset=" + dataset + "&" + range));
        check(
            document,
            "/search",
            200,
            server.post("/api/v1/search", question(dataset, now, "\"limit\":3")));
        check(
            document,
            "/query",
            200,
            server.post(
                "/api/v1/query",
                question(
                    dataset,
                    now,
                    "\"groupBy\":[\"agent\"],\"interval\":\"PT10S\","
                        + "\"measures\":[{\"as\":\"n\",\"count\":true}]")));
      }
      check(document, "/calls", 200, server.get("/api/v1/calls?" + range + "&q=jane"));
      check(document, "/calls/{contactId}", 200, server.get("/api/v1/calls/c1"));
      check(document, "/calls/{contactId}", 404, server.get("/api/v1/calls/c2"));
      check(document, "/calls", 400, server.get("/api/v1/calls"));
      check(document, "/fields/{name}/values", 400, server.get("/api/v1/fields/x/values"));
      check(document, "/query", 400, server.post("/api/v1/query", "{}"));
      check(document, "/search", 400, server.post("/api/v1/search", "{"));
    }
  }

  @Test
  void refusalsAreAsDescribed() {
    FakeStore store = new FakeStore();
    try (TestServer server = TestServer.on(store)) {
      OpenApiDocument document = document(server);
      String question =
          question("calls", 10_000_000, "\"measures\":[{\"as\":\"n\",\"count\":true}]");
      store.fail(StoreException.Cause.TOO_EXPENSIVE);
      check(document, "/query", 422, server.post("/api/v1/query", question));
      store.fail(StoreException.Cause.OVERLOADED);
      check(document, "/query", 503, server.post("/api/v1/query", question));
      check(document, "/health", 503, server.get("/api/v1/health"));
    }
  }

  private static OpenApiDocument document(TestServer server) {
    HttpResponse<String> answer = server.get("/api/v1/openapi.yaml");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
    return new OpenApiDocument(answer.body());
  }

  private static void check(
      OpenApiDocument document, String path, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    String method = answer.request().method().toLowerCase(Locale.ROOT);
    assertThat(document.problems(path, method, status, answer.body())).as(answer.body()).isEmpty();
  }

  private static String question(String dataset, long now, String rest) {
    return "{\"dataset\":\"%s\",\"from\":%d,\"to\":%d,%s}"
        .formatted(dataset, now - 3_600_000, now + 60_000, rest);
  }
}
