package io.linecheck.server.signon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.linecheck.server.Browser;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signing on at the running server, with a provider that says whatever a test needs. */
class SignOnOverHttpTest {
  private static final String SIGN_IN = "/sign-in/oidc";
  private static final String ROLES =
      "linecheck-viewers=viewer, linecheck-admins=administrator, agents=agent";

  @TempDir Path data = Path.of("");

  private final ScriptedProvider provider;
  private @Nullable TestServer running;

  SignOnOverHttpTest() throws IOException {
    provider = new ScriptedProvider();
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    provider.close();
  }

  @Test
  void theSignInPageOffersTheProvider() {
    JsonNode session = start(Map.of("oidc-name", "Example login")).session();

    assertThat(session.get("signIn").toString())
        .isEqualTo(
            """
            {"local":true,"providers":[\
            {"id":"oidc","name":"Example login","url":"/sign-in/oidc"}]}\
            """);
  }

  @Test
  void groupsBecomeRolesAndTheScope() {
    Browser browser = start(Map.of("oidc-queues", "linecheck-viewers=Sales EMEA"));

    assertThat(signIn(browser, "?returnTo=/calls%3Ffrom%3D1")).isEqualTo("/calls?from=1");

    JsonNode account = browser.session().get("account");
    assertThat(account.get("name").stringValue()).isEqualTo("mallory");
    assertThat(account.get("roles").toString()).isEqualTo("[\"viewer\"]");
    assertThat(account.get("local").booleanValue()).isFalse();
    assertThat(account.get("scope").toString())
        .isEqualTo(
            """
            {"kind":"limited","queues":["Sales EMEA"],"hierarchy":[]}\
            """);
  }

  @Test
  void anAgentSeesTheirOwnCalls() {
    Browser browser = start(Map.of());
    saying(claims -> claims.claim("groups", "agents"));

    signIn(browser, "");

    assertThat(browser.session().get("account").get("scope").toString())
        .isEqualTo("{\"kind\":\"own\",\"agent\":\"mallory\"}");
  }

  @Test
  void rolesAreReadAnewAtEverySignIn() {
    Browser browser = start(Map.of());
    signIn(browser, "");
    String before = browser.session().get("account").get("id").stringValue();
    saying(claims -> claims.claim("groups", List.of("linecheck-admins")));

    signIn(browser, "");

    JsonNode account = browser.session().get("account");
    assertThat(account.get("id").stringValue()).isEqualTo(before);
    assertThat(account.get("roles").toString()).isEqualTo("[\"administrator\"]");
  }

  @Test
  void whoeverHasNoRoleAnyMoreIsToldSoAndSignedOutEverywhere() {
    Browser elsewhere = start(Map.of());
    signIn(elsewhere, "");
    assertThat(elsewhere.isSignedIn()).isTrue();
    saying(claims -> claims.claim("groups", List.of("canteen")));

    try (Browser browser = new Browser(server())) {
      assertThat(signIn(browser, "")).isEqualTo("/sign-in?problem=no-role&provider=oidc");
      assertThat(browser.isSignedIn()).isFalse();
    }
    assertThat(elsewhere.isSignedIn()).isFalse();
  }

  @Test
  void nobodyGetsAnAccountUnlessThatIsAllowed() {
    Browser browser = start(Map.of("accounts-from-sign-on", "never"));

    assertThat(signIn(browser, "")).isEqualTo("/sign-in?problem=no-account&provider=oidc");
    assertThat(browser.isSignedIn()).isFalse();
  }

  @Test
  void anAdministratorMaySayWhoseAccountItIs() {
    Browser browser = start(Map.of("accounts-from-sign-on", "never"));
    assertThat(
            server()
                .post(
                    "/api/v1/users",
                    """
                    {"name":"anna","roles":["viewer"],"scope":{"kind":"everything"}}\
                    """)
                .statusCode())
        .isEqualTo(200);

    HttpResponse<String> linked =
        server()
            .send(
                server()
                    .request("/api/v1/users/anna")
                    .header("Content-Type", "application/json")
                    .method(
                        "PATCH",
                        BodyPublishers.ofString(
                            """
                            {"signOn":{"issuer":"%s","subject":"subject-1"}}\
                            """
                                .formatted(provider.issuer()))));

    assertThat(linked.statusCode()).as(linked.body()).isEqualTo(200);
    assertThat(signIn(browser, "")).isEqualTo("/");
    assertThat(browser.session().get("account").get("name").stringValue()).isEqualTo("anna");
  }

  @Test
  void aRefusalStandsInTheAuditLog() {
    Browser browser = start(Map.of("accounts-from-sign-on", "never"));
    signIn(browser, "");

    assertThat(server().get("/api/v1/audit?action=session.begin").body())
        .contains("\"actor\":\"sign-on at oidc\"")
        .contains("\"outcome\":\"refused\"")
        .contains("no account belongs to subject subject-1 of issuer " + provider.issuer());
  }

  @Test
  void whatGroupsChangeStandsInTheAuditLog() {
    Browser browser = start(Map.of());
    signIn(browser, "");
    saying(claims -> claims.claim("groups", List.of("linecheck-admins")));
    signIn(browser, "");

    assertThat(server().get("/api/v1/audit?target=mallory").body())
        .contains("\"action\":\"account.create\"")
        .contains("\"action\":\"account.change\"")
        .contains("\"roles\":\"administrator\"");
  }

  @Test
  void anotherPersonOfTheSameNameIsAnotherAccount() {
    Browser browser = start(Map.of());
    signIn(browser, "");
    saying(claims -> claims.subject("subject-2").claim("groups", List.of("linecheck-admins")));

    signIn(browser, "");

    JsonNode account = browser.session().get("account");
    assertThat(account.get("name").stringValue()).isEqualTo("mallory-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//elsewhere.example",
        "/%5Celsewhere.example",
        "https://elsewhere.example/",
        "javascript:alert(1)",
        "/%09/elsewhere.example",
        "/calls%0D%0ASet-Cookie:%20a=b",
        "calls",
        ""
      })
  void nobodyIsSentElsewhereAfterwards(String wish) {
    Browser browser = start(Map.of());

    assertThat(signIn(browser, "?returnTo=" + wish)).isEqualTo("/");
  }

  @Test
  void aSessionThatWasThereBeforeIsEnded() {
    Browser browser = start(Map.of());
    signIn(browser, "");
    String before = sessionCookie(browser);

    signIn(browser, "");

    try (Browser thief = new Browser(server())) {
      thief.plant("linecheck-session", before);
      assertThat(thief.isSignedIn()).isFalse();
    }
    assertThat(browser.isSignedIn()).isTrue();
  }

  @Test
  void anAnswerInAnotherBrowserSignsNobodyIn() {
    Browser browser = start(Map.of());
    String back = atTheProvider(browser, "");

    try (Browser victim = new Browser(server())) {
      assertThat(location(victim.get(back))).isEqualTo("/sign-in?problem=expired&provider=oidc");
      assertThat(victim.isSignedIn()).isFalse();
    }
  }

  @Test
  void anAnswerIsGoodForOneSignIn() {
    Browser browser = start(Map.of());
    String back = atTheProvider(browser, "");
    String pending =
        browser.cookies().stream()
            .filter(cookie -> cookie.getName().equals("linecheck-sign-on"))
            .findAny()
            .orElseThrow()
            .getValue();
    assertThat(location(browser.get(back))).isEqualTo("/");

    try (Browser thief = new Browser(server())) {
      thief.plant("linecheck-sign-on", pending);
      assertThat(location(thief.get(back))).isEqualTo("/sign-in?problem=expired&provider=oidc");
      assertThat(thief.isSignedIn()).isFalse();
    }
  }

  @Test
  void aTokenNobodySignedSignsNobodyIn() {
    Browser browser = start(Map.of());
    RSAKey forged = ScriptedProvider.newKey(provider.key().getKeyID());
    provider.makeTokens(nonce -> ScriptedProvider.signed(forged, provider.claims(nonce).build()));

    assertThat(signIn(browser, "")).isEqualTo("/sign-in?problem=invalid&provider=oidc");
    assertThat(browser.isSignedIn()).isFalse();
  }

  @Test
  void aProviderThatIsAwayIsSaidSo() {
    Browser browser = start(Map.of());
    provider.close();

    assertThat(location(browser.get(SIGN_IN)))
        .isEqualTo("/sign-in?problem=unavailable&provider=oidc");
  }

  @Test
  void whatTheBrowserKeepsIsOutOfScriptsReach() {
    Browser browser = start(Map.of());

    assertThat(browser.get(SIGN_IN).headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("linecheck-sign-on=")
        .contains("; Max-Age=600")
        .contains("; HttpOnly")
        .contains("; SameSite=Lax");
  }

  @Test
  void behindTlsTheCookieAndTheAddressesAreThePublicOnes() {
    start(Map.of("public-url", "https://linecheck.example.com"));

    HttpResponse<String> answer =
        server().send(server().anonymous(SIGN_IN).header("Host", "linecheck.example.com"));

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-linecheck-sign-on=")
        .contains("; Secure");
    assertThat(Queries.one(URI.create(location(answer)), "redirect_uri"))
        .isEqualTo("https://linecheck.example.com/sign-in/oidc/callback");
  }

  @Test
  void signingOutGoesOnAtTheProvider() {
    provider.describeItselfWith(Map.of("end_session_endpoint", "https://login.example.com/logout"));
    Browser browser = start(Map.of());
    signIn(browser, "");

    String body = browser.send("DELETE", "/api/v1/session", null).body();

    URI onwards =
        URI.create(JsonMapper.shared().readTree(body).get("providerLogoutUrl").stringValue());
    assertThat(onwards).hasHost("login.example.com").hasPath("/logout");
    assertThat(Queries.one(onwards, "post_logout_redirect_uri"))
        .isEqualTo(server().uri("/sign-in").toString());
    assertThat(Queries.one(onwards, "id_token_hint")).contains(".");
    assertThat(browser.isSignedIn()).isFalse();
  }

  @Test
  void aProviderWithoutSignOutIsLeftAlone() {
    Browser browser = start(Map.of());
    signIn(browser, "");

    assertThat(browser.send("DELETE", "/api/v1/session", null).statusCode()).isEqualTo(204);
  }

  @Test
  void passwordsCanBeSwitchedOff() {
    Browser browser = start(Map.of("local-accounts", "off"));

    assertThat(browser.session().get("signIn").get("local").booleanValue()).isFalse();
    HttpResponse<String> refused =
        browser.send("POST", "/api/v1/session", "{\"name\":\"anna\",\"password\":\"a password\"}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("passwords are switched off here");
    assertThat(server().get("/api/v1/fields").statusCode()).as("local access").isEqualTo(200);
  }

  private Browser start(Map<String, String> more) {
    Map<String, String> texts = new HashMap<>();
    texts.put("port", "0");
    texts.put("data", data.toString());
    texts.put("oidc-roles", ROLES);
    texts.put("accounts-from-sign-on", "by-group");
    texts.putAll(more);
    Settings settings = Providers.settings(provider.issuer(), texts);
    assertThat(settings.get(SettingsCatalogue.DATA)).isEqualTo(data);
    running = TestServer.on(settings);
    return new Browser(running);
  }

  private TestServer server() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  /** To the provider and back; returns where the browser ends up. */
  private String signIn(Browser browser, String query) {
    return location(browser.get(atTheProvider(browser, query)));
  }

  /** Returns the path with which the browser comes back. */
  private String atTheProvider(Browser browser, String query) {
    URI destination = URI.create(location(browser.get(SIGN_IN + query)));
    return SIGN_IN
        + "/callback?"
        + provider.signIn(destination).entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue().getFirst())
            .collect(Collectors.joining("&"));
  }

  private void saying(UnaryOperator<JWTClaimsSet.Builder> change) {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(provider.key(), change.apply(provider.claims(nonce)).build()));
  }

  private static String sessionCookie(Browser browser) {
    return browser.cookies().stream()
        .filter(cookie -> cookie.getName().equals("linecheck-session"))
        .findAny()
        .orElseThrow()
        .getValue();
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
