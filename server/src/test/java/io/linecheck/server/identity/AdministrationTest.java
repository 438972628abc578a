package io.linecheck.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Browser;
import io.linecheck.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over real HTTP, on a real store: what an administrator does, and what follows for others. */
class AdministrationTest {
  private static final String PASSWORD = "violet gravel teaspoon";
  private static final String EVERYTHING = "{\"kind\":\"everything\"}";

  private final List<Browser> browsers = new ArrayList<>();
  private final TestServer server;
  private final Browser admin;

  AdministrationTest(@TempDir Path data) {
    server = TestServer.on(TestServer.settings(data));
    admin = browser();
  }

  @BeforeEach
  void makeTheFirstAdministrator() {
    String token = server.server().startLink().orElseThrow().getFragment();
    accept(admin, token, ",\"name\":\"root\"");
  }

  @AfterEach
  void close() {
    browsers.forEach(Browser::close);
    server.close();
  }

  @Test
  void anInvitationLetsOnePersonInOnce() {
    String link = invite("jane", "[\"viewer\"]", EVERYTHING);
    Browser jane = browser();

    HttpResponse<String> seen = jane.send("POST", "/api/v1/invitation/look", tokenBody(link));
    assertThat(seen.body()).contains("\"kind\":\"invitation\"", "\"name\":\"jane\"");
    assertThat(accept(jane, fragment(link), "").statusCode()).isEqualTo(200);
    assertThat(jane.session().at("/account/permissions").toString()).isEqualTo("[\"ask\"]");

    Browser replay = browser();
    assertThat(accept(replay, fragment(link), "").statusCode()).isEqualTo(404);
    assertThat(admin.get("/api/v1/users").body()).doesNotContain("invitationExpiresAt", "argon2");
    assertThat(post("/api/v1/users", user("Jane", "[\"viewer\"]", EVERYTHING)).statusCode())
        .isEqualTo(409);
  }

  @Test
  void aRoleChangeTakesEffectAtOnceUnderANewCookie() {
    Browser jane = member("jane", "[\"viewer\"]", EVERYTHING);
    String before = jane.cookie();
    assertThat(jane.get("/api/v1/users").statusCode()).isEqualTo(403);

    patch("jane", "{\"roles\":[\"administrator\"]}");
    assertThat(jane.get("/api/v1/users").statusCode()).isEqualTo(200);
    assertThat(jane.cookie()).isNotEqualTo(before);
    patch("jane", "{\"roles\":[\"auditor\"]}");
    assertThat(jane.get("/api/v1/users").statusCode()).isEqualTo(403);
    assertThat(jane.get("/api/v1/audit").statusCode()).isEqualTo(200);
    assertThat(jane.send("DELETE", "/api/v1/session", null).statusCode()).isEqualTo(204);
  }

  @Test
  void disablingSignsOutAndKeepsOut() {
    Browser jane = member("jane", "[\"viewer\"]", EVERYTHING);
    patch("jane", "{\"disabled\":true}");

    assertThat(jane.isSignedIn()).isFalse();
    assertThat(signIn(browser(), "jane", PASSWORD).statusCode()).isEqualTo(401);
    patch("jane", "{\"disabled\":false}");
    assertThat(signIn(browser(), "jane", PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void aResetSetsANewPasswordAndEndsWhatWasOpen() {
    Browser jane = member("jane", "[\"viewer\"]", EVERYTHING);
    String link = invitationUrl(post("/api/v1/users/jane/reset", null));
    assertThat(jane.isSignedIn()).isTrue();

    Browser again = browser();
    String other = "brown kettle on the moon";
    HttpResponse<String> accepted =
        again.send(
            "POST",
            "/api/v1/invitation/accept",
            "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(fragment(link), other));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    assertThat(jane.isSignedIn()).isFalse();
    assertThat(signIn(browser(), "jane", PASSWORD).statusCode()).isEqualTo(401);
    assertThat(signIn(browser(), "jane", other).statusCode()).isEqualTo(200);
  }

  @Test
  void theLastAdministratorStays() {
    for (HttpResponse<String> refused :
        List.of(
            admin.send("PATCH", "/api/v1/users/root", "{\"roles\":[\"viewer\"]}"),
            admin.send("PATCH", "/api/v1/users/root", "{\"disabled\":true}"),
            admin.send("DELETE", "/api/v1/users/root", null))) {
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("is the last administrator");
    }
    member("jane", "[\"administrator\"]", EVERYTHING);
    assertThat(admin.send("DELETE", "/api/v1/users/root", null).statusCode()).isEqualTo(204);
    assertThat(admin.isSignedIn()).isFalse();
  }

  @Test
  void theSecondFactorIsAskedForAndEachCodeWorksOnce() {
    Browser jane = member("jane", "[\"viewer\"]", EVERYTHING);
    JsonNode offer = json(jane.send("POST", "/api/v1/account/totp", null));
    String secret = offer.get("secret").stringValue();
    assertThat(offer.get("uri").stringValue()).startsWith("otpauth://totp/Linecheck:jane?secret=");
    assertThat(jane.send("PUT", "/api/v1/account/totp", "{\"code\":\"000000\"}").statusCode())
        .isEqualTo(403);
    String code = new Totp().code(secret, Instant.now().getEpochSecond() / 30);
    JsonNode confirmed =
        json(jane.send("PUT", "/api/v1/account/totp", "{\"code\":\"" + code + "\"}"));
    assertThat(confirmed.get("recoveryCodes")).hasSize(10);
    String recovery = confirmed.at("/recoveryCodes/3").stringValue();

    Browser next = browser();
    assertThat(signIn(next, "jane", PASSWORD).body()).isEqualTo("{\"next\":\"totp\"}");
    assertThat(next.isSignedIn()).isFalse();
    assertThat(next.session().get("secondFactorPending").booleanValue()).isTrue();
    assertThat(next.get("/api/v1/config").statusCode()).isEqualTo(401);
    assertThat(secondFactor(next, "code", code).statusCode()).as("used").isEqualTo(401);
    assertThat(secondFactor(next, "recoveryCode", recovery.toUpperCase(Locale.ROOT)).statusCode())
        .isEqualTo(200);
    assertThat(next.isSignedIn()).isTrue();
    Browser again = browser();
    signIn(again, "jane", PASSWORD);
    assertThat(secondFactor(again, "recoveryCode", recovery).statusCode()).isEqualTo(401);

    assertThat(
            next.send("DELETE", "/api/v1/account/totp", "{\"password\":\"" + PASSWORD + "\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(signIn(browser(), "jane", PASSWORD).body()).isEqualTo("{\"next\":\"done\"}");
  }

  @Test
  void aNewPasswordNeedsTheOldOne() {
    Browser jane = member("jane", "[\"viewer\"]", EVERYTHING);
    Browser phone = browser();
    signIn(phone, "jane", PASSWORD);
    String wrong = "{\"current\":\"wrong\",\"password\":\"brown kettle on the moon\"}";
    assertThat(jane.send("PUT", "/api/v1/account/password", wrong).statusCode()).isEqualTo(403);
    String right =
        "{\"current\":\"%s\",\"password\":\"brown kettle on the moon\"}".formatted(PASSWORD);
    assertThat(jane.send("PUT", "/api/v1/account/password", right).statusCode()).isEqualTo(204);
    assertThat(jane.isSignedIn()).isTrue();
    assertThat(phone.isSignedIn()).isFalse();
    assertThat(signIn(browser(), "jane", "brown kettle on the moon").statusCode()).isEqualTo(200);
  }

  @Test
  void tenWrongPasswordsAreEnoughForAWait() {
    member("jane", "[\"viewer\"]", EVERYTHING);
    for (int attempt = 0; attempt < 9; attempt++) {
      signIn(browser(), "jane", "wrong password " + attempt);
    }
    HttpResponse<String> last = signIn(browser(), "jane", "wrong password 9");
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 5);
    assertThat(signIn(browser(), "jane", PASSWORD).statusCode()).as("right, too").isEqualTo(429);
    assertThat(signIn(browser(), "nobody", "wrong password").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenDoesWhatItsRolesAllowUntilItIsRevoked() {
    long tomorrow = Instant.now().plusSeconds(86_400).toEpochMilli();
    JsonNode made =
        json(
            post(
                "/api/v1/tokens",
                "{\"name\":\"prometheus\",\"roles\":[\"monitoring\"],\"scope\":%s,\"expiresAt\":%d}"
                    .formatted(EVERYTHING, tomorrow)));
    String text = made.get("token").stringValue();
    assertThat(text).startsWith("linecheck_").hasSize(53);

    assertThat(withToken("/api/v1/metrics", text)).isEqualTo(200);
    assertThat(withToken("/api/v1/fields", text)).isEqualTo(403);
    assertThat(withToken("/api/v1/sessions", text)).isEqualTo(403);
    String listed = admin.get("/api/v1/tokens").body();
    assertThat(listed).contains("\"createdBy\":\"root\"", "lastUsedAt").doesNotContain(text);
    assertThat(
            admin
                .send("DELETE", "/api/v1/tokens/" + made.get("id").stringValue(), null)
                .statusCode())
        .isEqualTo(204);
    assertThat(withToken("/api/v1/metrics", text)).isEqualTo(401);
    assertThat(server.server().store().documents().list("tokens")).isEmpty();
  }

  @Test
  void theAuditLogSaysWhoDidWhatAndExportsHarmlessly() {
    member("jane", "[\"viewer\"]", EVERYTHING);
    patch("jane", "{\"displayName\":\"=HYPERLINK(\\\"http://x\\\")\"}");
    signIn(browser(), "=cmd|x", "wrong password");
    signIn(browser(), "jane", "wrong password");

    JsonNode entries = json(admin.get("/api/v1/audit?limit=50")).get("entries");
    assertThat(
            entries
                .valueStream()
                .map(entry ->
                    entry.get("action").stringValue()
                        + " "
                        + entry.get("actor").stringValue()
                        + " "
                        + entry.get("outcome").stringValue()))
        .containsExactly(
            "session.begin jane refused",
            "session.begin =cmd|x refused",
            "account.change root ok",
            "session.begin jane ok",
            "account.create root ok",
            "session.begin root ok");
    assertThat(entries.toString()).doesNotContain(PASSWORD, "wrong password");

    HttpResponse<String> csv = admin.get("/api/v1/audit/export?format=csv");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"linecheck-audit.csv\"");
    assertThat(csv.body())
        .startsWith("at,actor,action,target,outcome,address,detail\r\n")
        .contains(",\"'=cmd|x\",session.begin,")
        .doesNotContain(",=");
    HttpResponse<String> lines = admin.get("/api/v1/audit/export?format=ndjson&actor=jane");
    assertThat(lines.body().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"actor\":\"jane\""));
    assertThat(admin.get("/api/v1/audit?action=audit.export").body())
        .contains("\"format\":\"csv\"");
  }

  private Browser browser() {
    Browser browser = new Browser(server);
    browsers.add(browser);
    return browser;
  }

  private Browser member(String name, String roles, String scope) {
    Browser browser = browser();
    HttpResponse<String> accepted = accept(browser, fragment(invite(name, roles, scope)), "");
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    return browser;
  }

  private String invite(String name, String roles, String scope) {
    return invitationUrl(post("/api/v1/users", user(name, roles, scope)));
  }

  private HttpResponse<String> post(String path, @Nullable String json) {
    return admin.send("POST", path, json);
  }

  private void patch(String id, String json) {
    HttpResponse<String> answer = admin.send("PATCH", "/api/v1/users/" + id, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private int withToken(String path, String token) {
    return server
        .send(server.anonymous(path).header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private static String user(String name, String roles, String scope) {
    return "{\"name\":\"%s\",\"roles\":%s,\"scope\":%s}".formatted(name, roles, scope);
  }

  private static HttpResponse<String> accept(Browser browser, String token, String more) {
    return browser.send(
        "POST",
        "/api/v1/invitation/accept",
        "{\"token\":\"%s\",\"password\":\"%s\"%s}".formatted(token, PASSWORD, more));
  }

  private static HttpResponse<String> signIn(Browser browser, String name, String password) {
    return browser.send(
        "POST",
        "/api/v1/session",
        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  private static HttpResponse<String> secondFactor(Browser browser, String kind, String code) {
    return browser.send(
        "POST", "/api/v1/session/second-factor", "{\"%s\":\"%s\"}".formatted(kind, code));
  }

  private static String tokenBody(String link) {
    return "{\"token\":\"" + fragment(link) + "\"}";
  }

  private static String fragment(String link) {
    return URI.create(link).getFragment();
  }

  private static String invitationUrl(HttpResponse<String> answer) {
    return json(answer).get("invitationUrl").stringValue();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
