package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is asked and whatever the answer is, browsers are told what not to do with it. */
class HeadersOfEveryRouteTest {
  private final TestServer server = TestServer.on(new FakeStore());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyAnswerHasThem() {
    List<GuardedRoute> routes = new ArrayList<>(server.server().routes());
    assertThat(routes).hasSizeGreaterThan(25);
    for (GuardedRoute route : routes) {
      String path = route.path().replaceAll("[{<][^}>]+[}>]", "x");
      for (boolean known : new boolean[] {true, false}) {
        HttpResponse<String> answer =
            server.send(
                (known ? server.request(path) : server.anonymous(path))
                    .header("Content-Type", "application/json")
                    .method(route.method(), BodyPublishers.ofString("{}")));
        assertHeaders(route + " answered " + answer.statusCode(), answer);
        if (path.startsWith("/api/")) {
          assertThat(header(answer, "Cache-Control")).as(route.toString()).isEqualTo("no-store");
        }
      }
    }
    for (String nothing : new String[] {"/nothing", "/api/v1/nothing", "/a%00b", "/a/..%2f"}) {
      assertHeaders(nothing, server.get(nothing));
    }
  }

  private static void assertHeaders(String what, HttpResponse<String> answer) {
    assertThat(header(answer, "Content-Security-Policy"))
        .as(what)
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(header(answer, "X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).as(what).isEqualTo("no-referrer");
    assertThat(header(answer, "Cross-Origin-Opener-Policy"))
        .as(what)
        .isIn("same-origin", "same-origin-allow-popups");
    assertThat(header(answer, "Cross-Origin-Resource-Policy"))
        .as(what)
        .isIn("same-origin", "cross-origin");
    assertThat(header(answer, "Permissions-Policy")).as(what).contains("camera=()");
    assertThat(answer.headers().map()).as(what).doesNotContainKeys("server", "x-powered-by");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
