package io.linecheck.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions fixed, altered, stolen and replayed. */
class StolenSessionTest {
  private static final String COOKIE = "linecheck-session";

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
  void aSessionIsNotFixed() {
    String chosen = "A".repeat(43);
    try (Browser victim = new Browser(attacked.server);
        Browser attacker = new Browser(attacked.server)) {
      victim.plant(COOKIE, chosen);
      assertThat(Attacked.signIn(victim, "jane", Attacked.PASSWORD).statusCode()).isEqualTo(200);
      attacker.plant(COOKIE, chosen);

      assertThat(victim.isSignedIn()).isTrue();
      assertThat(victim.cookie()).isNotEqualTo(chosen).hasSizeGreaterThan(40);
      assertThat(attacker.isSignedIn()).isFalse();
      assertRefused(attacker);
    }
  }

  @Test
  void signingInAgainEndsTheSessionBefore() {
    String before = attacked.administrator.cookie();
    Attacked.signIn(attacked.administrator, "jane", Attacked.PASSWORD);

    assertThat(attacked.administrator.cookie()).isNotEqualTo(before);
    assertStolen(before);
  }

  @Test
  void anAlteredCookieIsNoSession() {
    String cookie = attacked.administrator.cookie();
    char other = cookie.charAt(9) == 'x' ? 'y' : 'x';

    assertStolen(cookie.substring(0, 9) + other + cookie.substring(10));
    assertStolen(cookie + "A");
    assertStolen(cookie.substring(1));
  }

  @Test
  void aCookieIsWorthNothingOnceItsOwnerSignedOut() {
    String cookie = attacked.administrator.cookie();
    assertThat(attacked.administrator.send("DELETE", "/api/v1/session", null).statusCode())
        .isEqualTo(204);

    assertStolen(cookie);
  }

  @Test
  void anInvitationOpensOnce() {
    try (Browser second = new Browser(attacked.server)) {
      HttpResponse<String> replayed = Attacked.accept(second, attacked.invitation, "mallory");

      assertThat(replayed.statusCode()).isBetween(400, 404);
      assertThat(second.isSignedIn()).isFalse();
    }
    assertThat(attacked.log.has("refused POST /api/v1/invitation/accept")).isTrue();
    assertThat(attacked.log.has(attacked.invitation)).isFalse();
  }

  @Test
  void aTokenOfItsOwnMakingOpensNothing() {
    // Header {"alg":"none"}, payload {"sub":"jane"}: worth something where tokens describe
    // themselves.
    String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.";
    HttpResponse<String> answer =
        attacked.server.send(
            attacked
                .server
                .anonymous("/api/v1/users")
                .header("Authorization", "Bearer " + unsigned));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(attacked.log.has("refused GET /api/v1/users from 127.0.0.1: 401")).isTrue();
  }

  private void assertStolen(String cookie) {
    try (Browser thief = new Browser(attacked.server)) {
      thief.plant(COOKIE, cookie);
      assertThat(thief.isSignedIn()).isFalse();
      assertRefused(thief);
    }
    assertThat(attacked.log.has(cookie)).as("the log does not give it away").isFalse();
  }

  private void assertRefused(Browser thief) {
    assertThat(thief.get("/api/v1/users").statusCode()).isEqualTo(401);
    assertThat(attacked.log.has("refused GET /api/v1/users from 127.0.0.1: 401")).isTrue();
  }
}
