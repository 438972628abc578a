package io.linecheck.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.http.Access;
import io.linecheck.server.http.GuardedRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page elsewhere, in the browser of an administrator who is signed in. */
class CrossSiteTest {
  private static final Set<Access> OPEN = Set.of(Access.PUBLIC, Access.SIGNING_IN);
  private static final Set<Access> QUESTIONS = Set.of(Access.ASK, Access.EXPLORE);

  @TempDir Path data = Path.of("");

  private Attacked attacked;

  @BeforeEach
  void start() {
    attacked = Attacked.on(data);
  }

  @AfterEach
  void close() {
    attacked.close();
  }

  @Test
  void changesNothingOnAnyRoute() {
    List<GuardedRoute> changing =
        attacked.server.server().routes().stream()
            .filter(route -> !Set.of("GET", "HEAD", "OPTIONS").contains(route.method()))
            .filter(route -> route.access() != Access.PUBLIC)
            .toList();
    assertThat(changing).hasSizeGreaterThan(15);
    for (GuardedRoute route : changing) {
      HttpRequest.Builder withOrigin = request(route).header("Origin", "https://evil.example.org");
      HttpRequest.Builder withSite = request(route).header("Sec-Fetch-Site", "cross-site");
      HttpRequest.Builder asAForm =
          request(route)
              .setHeader("Content-Type", "text/plain")
              .header("Origin", "null")
              .header("Sec-Fetch-Site", "cross-site");
      for (HttpRequest.Builder forged : List.of(withOrigin, withSite, asAForm)) {
        HttpResponse<String> answer = attacked.administrator.send(forged);
        assertThat(answer.statusCode()).as(route.toString()).isEqualTo(403);
        assertThat(answer.headers().map())
            .as("no page elsewhere reads answers")
            .doesNotContainKeys("access-control-allow-origin");
      }
      assertThat(attacked.log.has("refused " + route.method() + " " + path(route)))
          .as(route.toString())
          .isTrue();
    }
    assertThat(attacked.administrator.isSignedIn()).isTrue();
  }

  @Test
  void anOwnPageWithoutTheSessionsTokenChangesNothing() {
    for (GuardedRoute route : attacked.server.server().routes()) {
      if (Set.of("GET", "HEAD", "OPTIONS").contains(route.method())
          || OPEN.contains(route.access())
          || QUESTIONS.contains(route.access())) {
        continue;
      }
      for (String token : List.of("", "x".repeat(43))) {
        HttpRequest.Builder request =
            attacked.administrator.request(route.method(), path(route), "{}");
        if (!token.isEmpty()) {
          request.header("X-CSRF-Token", token);
        }
        assertThat(attacked.administrator.send(request).statusCode())
            .as(route.toString())
            .isEqualTo(403);
      }
    }
    assertThat(attacked.log.has("403 X-CSRF-Token: it is missing or not that of this session"))
        .isTrue();
  }

  @Test
  void telemetryIsTakenFromAllowedOriginsOnly() {
    HttpResponse<String> answer =
        attacked.server.send(
            attacked
                .server
                .json("/ingest/callreport", "{}".getBytes(StandardCharsets.UTF_8))
                .header("Origin", "https://evil.example.org"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(attacked.log.has("403 Origin: pages of \"https://evil.example.org\"")).isTrue();
  }

  private HttpRequest.Builder request(GuardedRoute route) {
    return attacked
        .server
        .anonymous(path(route))
        .header("Content-Type", "application/json")
        .method(route.method(), BodyPublishers.ofString("{}"));
  }

  private static String path(GuardedRoute route) {
    return route.path().replaceAll("\\{[^}]+}", "x");
  }
}
