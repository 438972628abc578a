package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.linecheck.server.Browser;
import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final TestServer server = TestServer.on(new FakeStore());
  private final Browser browser = new Browser(server);

  @BeforeEach
  void signIn() {
    String token = server.server().startLink().orElseThrow().getFragment();
    HttpResponse<String> accepted =
        browser.send(
            "POST",
            "/api/v1/invitation/accept",
            "{\"token\":\"%s\",\"name\":\"jane\",\"password\":\"a password of nobody else\"}"
                .formatted(token));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    browser.close();
    server.close();
  }

  @Test
  void aRouteThatSaysNotWhoMayUseItStopsTheStart() {
    assertThatThrownBy(() ->
            Javalin.create(
                config -> new GuardedRouting(config.routes).get("/api/v1/forgotten", ctx -> {})))
        .hasStackTraceContaining(
            "GET /api/v1/forgotten: who may use it is [], expected exactly one Access");
    assertThatThrownBy(() ->
            Javalin.create(config ->
                new GuardedRouting(config.routes)
                    .get("/api/v1/two", ctx -> {}, Access.PUBLIC, Access.ASK)))
        .hasStackTraceContaining("GET /api/v1/two: who may use it is ");
  }

  @Test
  void nobodyGetsPastAnyRouteThatIsNotPublic() {
    List<GuardedRoute> routes = server.server().routes();
    assertThat(routes).hasSizeGreaterThan(20);
    for (GuardedRoute route : routes) {
      if (route.access() == Access.PUBLIC || route.access() == Access.SIGNING_IN) {
        continue;
      }
      for (String method : List.of(route.method(), "HEAD")) {
        String path = route.path().replaceAll("\\{[^}]+}", "x");
        HttpResponse<String> answer =
            server.send(server.anonymous(path).method(method, BodyPublishers.noBody()));
        if (method.equals(route.method())) {
          assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
        } else {
          assertThat(answer.statusCode()).as("HEAD " + route).isLessThan(500);
          assertThat(answer.body()).as("HEAD " + route).isEmpty();
        }
      }
    }
  }

  @Test
  void aPageElsewhereChangesNothing() {
    HttpResponse<String> foreign =
        browser.send(
            server
                .anonymous("/api/v1/session")
                .header("Origin", "https://evil.example.com")
                .header("X-CSRF-Token", browser.session().get("csrfToken").stringValue())
                .DELETE());
    assertThat(foreign.statusCode()).isEqualTo(403);
    HttpResponse<String> crossSite =
        browser.send(
            server.anonymous("/api/v1/session").header("Sec-Fetch-Site", "cross-site").DELETE());
    assertThat(crossSite.statusCode()).isEqualTo(403);
    HttpResponse<String> noToken = browser.send(browser.request("DELETE", "/api/v1/session", null));
    assertThat(noToken.statusCode()).isEqualTo(403);
    assertThat(noToken.body()).contains("X-CSRF-Token: it is missing");
    HttpResponse<String> signIn =
        browser.send(
            server
                .json("/api/v1/session", "{}".getBytes(StandardCharsets.UTF_8))
                .header("Origin", "https://evil.example.com"));
    assertThat(signIn.statusCode()).isEqualTo(403);

    assertThat(browser.isSignedIn()).isTrue();
  }

  @Test
  void questionsNeedNoTokenButAnOwnPage() {
    String question =
        "{\"dataset\":\"calls\",\"from\":1,\"to\":2,\"measures\":[{\"as\":\"n\",\"count\":true}]}";
    assertThat(browser.send(browser.request("POST", "/api/v1/query", question)).statusCode())
        .isEqualTo(200);
    assertThat(
            browser
                .send(
                    server
                        .anonymous("/api/v1/query")
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "same-site")
                        .POST(BodyPublishers.ofString(question)))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aTokenThatIsNoneIsRefusedEvenBesideAGoodCookie() {
    HttpResponse<String> answer =
        browser.send(server.anonymous("/api/v1/config").header("Authorization", "Bearer x"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.body()).isEqualTo("{\"error\":\"not signed in, or no longer\"}");
  }

  @Test
  void anybodyIsToldTheStatusAndNoMore() {
    assertThat(server.send(server.anonymous("/api/v1/health")).body())
        .isEqualTo("{\"status\":\"ok\"}");
    assertThat(server.get("/api/v1/health").body()).contains("\"version\"", "\"queuedBatches\"");
  }
}
