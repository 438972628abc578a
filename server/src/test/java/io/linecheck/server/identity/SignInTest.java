package io.linecheck.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Browser;
import io.linecheck.server.TestServer;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over real HTTP, on a real store: the first administrator, signing in, staying in, getting out.
 */
class SignInTest {
  private static final String PASSWORD = "a password of nobody else";
  private static final String SIGN_IN = "{\"name\":\"Jane\",\"password\":\"" + PASSWORD + "\"}";
  private static final String SESSION = "/api/v1/session";
  private static final String ACCEPT = "/api/v1/invitation/accept";

  @TempDir Path data = Path.of("");

  @Test
  void theFirstStartsLinkMakesTheAdministratorOnce() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server);
        Browser late = new Browser(server)) {
      String token = token(server);

      assertThat(
              browser
                  .send("POST", "/api/v1/invitation/look", "{\"token\":\"%s\"}".formatted(token))
                  .body())
          .isEqualTo("{\"kind\":\"first\"}");
      HttpResponse<String> accepted = accept(browser, token, "Jane");

      assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
      assertThat(accepted.body())
          .contains("\"signedIn\":true", "\"name\":\"Jane\"", "\"roles\":[\"administrator\"]")
          .doesNotContain(PASSWORD, "argon2");
      assertThat(browser.get("/api/v1/config").statusCode()).isEqualTo(200);
      assertThat(accept(late, token, "Mallory").statusCode()).isEqualTo(404);
      assertThat(late.isSignedIn()).isFalse();
    }
    try (TestServer again = TestServer.on(TestServer.settings(data))) {
      assertThat(again.server().startLink()).isEmpty();
    }
  }

  @Test
  void theLinkOfAStartBeforeIsWorthNothing() {
    String before;
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      before = token(server);
    }
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server)) {
      assertThat(token(server)).isNotEqualTo(before);
      assertThat(accept(browser, before, "Jane").statusCode()).isEqualTo(404);
      assertThat(accept(browser, token(server), "Jane").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPasswordTooShortUsesTheLinkNotUp() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server)) {
      HttpResponse<String> refused =
          browser.send(
              "POST",
              ACCEPT,
              "{\"token\":\"%s\",\"name\":\"Jane\",\"password\":\"elevenchars\"}"
                  .formatted(token(server)));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo("{\"error\":\"password: it has 11 characters, expected 12 to 128\"}");
      assertThat(accept(browser, token(server), "Jane").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSessionOutlivesARestartAndEndsWithSigningOut() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server)) {
      accept(browser, token(server), "Jane");
    }
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server);
        Browser thief = new Browser(server)) {
      HttpResponse<String> answer = browser.send("POST", SESSION, SIGN_IN);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"next\":\"done\"}");
      assertThat(browser.isSignedIn()).isTrue();
      thief.plant("linecheck-session", browser.cookie());
      assertThat(thief.isSignedIn()).isTrue();

      assertThat(browser.send("DELETE", SESSION, null).statusCode()).isEqualTo(204);

      assertThat(browser.isSignedIn()).isFalse();
      assertThat(thief.isSignedIn()).isFalse();
      assertThat(thief.get("/api/v1/config").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void everyWrongCombinationIsAnsweredAlike() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server)) {
      accept(browser, token(server), "Jane");
      for (String body :
          new String[] {
            "{\"name\":\"Jane\",\"password\":\"not the password\"}",
            "{\"name\":\"John\",\"password\":\"" + PASSWORD + "\"}",
            "{\"name\":\"no name at all!\",\"password\":\"" + PASSWORD + "\"}",
          }) {
        try (Browser other = new Browser(server)) {
          HttpResponse<String> answer = other.send("POST", SESSION, body);
          assertThat(answer.statusCode()).isEqualTo(401);
          assertThat(answer.body())
              .isEqualTo("{\"error\":\"the name or the password is not right\"}");
          assertThat(other.cookies()).isEmpty();
        }
      }
    }
  }

  @Test
  void theCookieIsOutOfReachAndRenewedAtEverySignIn() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server)) {
      browser.plant("linecheck-session", "chosen-by-somebody-else");
      HttpResponse<String> accepted = accept(browser, token(server), "Jane");
      String first = browser.cookie();

      assertThat(accepted.headers().firstValue("Set-Cookie").orElse(""))
          .startsWith("linecheck-session=")
          .contains("Path=/", "HttpOnly", "SameSite=Lax")
          .doesNotContain("Domain");
      assertThat(first).hasSize(43).isNotEqualTo("chosen-by-somebody-else");
      browser.send("POST", SESSION, SIGN_IN);
      assertThat(browser.cookie()).isNotEqualTo(first);
      try (Browser thief = new Browser(server)) {
        thief.plant("linecheck-session", first);
        assertThat(thief.isSignedIn()).isFalse();
      }
      assertThat(browser.cookies()).extracting(HttpCookie::getName).hasSize(1);
    }
  }

  @Test
  void oneSeesAndEndsOnesOwnSessions() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser desk = new Browser(server);
        Browser phone = new Browser(server)) {
      accept(desk, token(server), "Jane");
      phone.send("POST", SESSION, SIGN_IN);

      String listed = desk.get("/api/v1/sessions").body();
      assertThat(listed.split("\"id\"", -1)).hasSize(3);
      assertThat(listed)
          .contains("\"current\":true", "\"current\":false", "\"address\":\"127.0.0.1\"");

      String other = Secret.hash(phone.cookie());
      assertThat(desk.send("DELETE", "/api/v1/sessions/" + other, null).statusCode())
          .isEqualTo(204);
      assertThat(phone.isSignedIn()).isFalse();
      assertThat(desk.isSignedIn()).isTrue();
      assertThat(desk.send("DELETE", "/api/v1/sessions/" + other, null).statusCode())
          .isEqualTo(404);

      phone.send("POST", SESSION, SIGN_IN);
      assertThat(desk.send("DELETE", "/api/v1/sessions", null).statusCode()).isEqualTo(204);
      assertThat(phone.isSignedIn()).isFalse();
      assertThat(desk.isSignedIn()).isFalse();
    }
  }

  @Test
  void theFileOfLocalAccessIsItsOwnersAndGoneWithTheServer() throws Exception {
    Path file = data.resolve("local-access.json");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(LocalAccess.of(data).orElseThrow().url()).isEqualTo(server.uri("/").toString());
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void noSecretIsStoredAsItIs() {
    try (TestServer server = TestServer.on(TestServer.settings(data));
        Browser browser = new Browser(server)) {
      accept(browser, token(server), "Jane");
      for (String collection : new String[] {"accounts", "sessions", "links"}) {
        assertThat(server.server().store().documents().list(collection))
            .allSatisfy(document ->
                assertThat(document.id() + document.json())
                    .doesNotContain(PASSWORD, browser.cookie()));
      }
    }
  }

  private static String token(TestServer server) {
    return server.server().startLink().orElseThrow().getFragment();
  }

  private static HttpResponse<String> accept(Browser browser, String token, String name) {
    return browser.send(
        "POST",
        ACCEPT,
        "{\"token\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}".formatted(token, name, PASSWORD));
  }
}
