package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as the class path of the tests has them: see {@code src/test/resources}. */
class PagesTest {
  private final TestServer server = TestServer.on(new FakeStore());

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/calls", "/calls/0b6f-11", "/calls?queue=x", "/elsewhere/deep"})
  void pageRoutesAreTheOnePageOfTheDashboards(String path) {
    HttpResponse<String> answer = page(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(answer.body()).contains("<title>Dashboards for tests</title>");
  }

  @Test
  void everyAnswerHasANonceOfItsOwn() {
    String first = nonce(page("/"));
    String second = nonce(page("/"));

    assertThat(first).hasSize(24).isNotEqualTo(second);
  }

  @Test
  void assetsAreKeptForeverAndPackedIfLarge() {
    HttpResponse<String> answer = server.get("/assets/app-1a2b3c.js");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/javascript;charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/missing.js",
        "/assets/",
        "/assets/../index.html",
        "/assets/..%2findex.html",
        "/collector/%2e%2e/ui/index.html",
        "/collector/try",
        "/try/../linecheck-collector.js",
        "/assets/.hidden.js",
        "/favicon.ico",
      })
  void nothingElseIsServed(String path) {
    assertThat(server.get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void theCollectorMayBeUsedOnPagesElsewhere() {
    HttpResponse<String> answer = server.get("/collector/sample-collector.js");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
  }

  @Test
  void theTrialPageMayUseTheMicrophoneAndNoOtherMay() {
    HttpResponse<String> redirect = page("/try?x=1");
    assertThat(redirect.statusCode()).isEqualTo(308);
    assertThat(redirect.headers().firstValue("Location")).contains("/try/?x=1");

    HttpResponse<String> trial = page("/try/");
    assertThat(trial.statusCode()).isEqualTo(200);
    assertThat(trial.body()).contains("Trial for tests");
    assertThat(trial.headers().firstValue("Permissions-Policy").orElse(""))
        .contains("microphone=(self)");
    assertThat(page("/").headers().firstValue("Permissions-Policy").orElse(""))
        .contains("microphone=()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/try/",
        "/assets/app-1a2b3c.js",
        "/api/v1/health",
        "/api/v1/nothing",
        "/ingest/x"
      })
  void everyAnswerTellsTheBrowserWhatNotToDo(String path) {
    HttpResponse<String> answer = server.get(path);

    assertThat(header(answer, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("connect-src 'self'; img-src 'self' data:; font-src 'self';")
        .contains("media-src 'self' blob: mediastream:;")
        .endsWith("frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  void answersOfTheApiAreNotKept() {
    assertThat(header(server.get("/api/v1/fields"), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(server.get("/api/v1/nothing"), "Cache-Control")).isEqualTo("no-store");
  }

  private HttpResponse<String> page(String path) {
    return server.send(server.request(path).header("Accept", "text/html,*/*"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** The nonce of the page, which is the one of the header. */
  private static String nonce(HttpResponse<String> answer) {
    Matcher inPage = Pattern.compile("<style nonce=\"([^\"]+)\">").matcher(answer.body());
    assertThat(inPage.find()).as(answer.body()).isTrue();
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("style-src 'self' 'nonce-" + inPage.group(1) + "';");
    return inPage.group(1);
  }
}
