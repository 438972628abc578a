package io.linecheck.server.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.server.signon.SingleSignOn.Begun;
import io.linecheck.server.signon.SingleSignOn.Finished;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing on at a real Keycloak. */
class KeycloakIT {
  private static final URI CALLBACK = URI.create("http://127.0.0.1:1/sign-in/oidc/callback");
  private static final URI AFTERWARDS = URI.create("http://127.0.0.1:1/sign-in");

  @RegisterExtension static final Keycloak KEYCLOAK = new Keycloak();

  @Test
  void tellsWhoAPersonIsAndTheirGroups() {
    SingleSignOn signOn = signOn(Map.of());

    Finished finished = signIn(signOn, "vera");

    SignedOn vera = finished.person();
    assertThat(finished.returnTo()).isEqualTo("/calls");
    assertThat(vera.issuer()).isEqualTo(KEYCLOAK.issuer().toString());
    assertThat(vera.subject()).isEqualTo(KEYCLOAK.userId("vera"));
    assertThat(vera.name()).isEqualTo("vera");
    assertThat(vera.displayName()).isEqualTo("Vera Viewer");
    assertThat(vera.groups()).containsExactlyInAnyOrder("linecheck-viewers", "team-leeds");
    assertThat(vera.agent()).isEqualTo("vera");
  }

  @Test
  void asksWithPkceStateAndNonce() {
    URI destination = signOn(Map.of()).begin("oidc", CALLBACK, "/").destination();

    assertThat(Queries.of(destination))
        .containsEntry("code_challenge_method", List.of("S256"))
        .containsEntry("response_type", List.of("code"))
        .containsKeys("code_challenge", "state", "nonce");
  }

  @Test
  void aChangeOfGroupsShowsAtTheNextSignIn() {
    SingleSignOn signOn = signOn(Map.of());
    KEYCLOAK.join("vera", "linecheck-admins");
    try {
      assertThat(signIn(signOn, "vera").person().groups()).contains("linecheck-admins");
    } finally {
      KEYCLOAK.leave("vera", "linecheck-admins");
    }
    assertThat(signIn(signOn, "vera").person().groups()).doesNotContain("linecheck-admins");
  }

  @Test
  void keysMayChangeAtAnyTime() {
    SingleSignOn signOn = signOn(Map.of());
    String before = signIn(signOn, "anna").person().idToken();

    KEYCLOAK.rotateKeys(200);

    String after = signIn(signOn, "anna").person().idToken();
    assertThat(header(after)).isNotEqualTo(header(before));
  }

  @Test
  void somebodyWithoutGroupsHasNone() {
    assertThat(signIn(signOn(Map.of()), "nobody").person().groups()).isEmpty();
  }

  @Test
  void onlyAllowedDomainsGetIn() {
    SingleSignOn signOn = signOn(Map.of("oidc-allowed-domains", "example.com, example.org"));

    assertThat(signIn(signOn, "anna").person().name()).isEqualTo("anna");
    assertThatThrownBy(() -> signIn(signOn, "olga"))
        .isInstanceOf(SignOnRefused.class)
        .hasMessage("e-mail addresses of elsewhere.example are not allowed");
  }

  @Test
  void anAnswerIsTakenOnce() {
    SingleSignOn signOn = signOn(Map.of());
    try (KeycloakBrowser browser = new KeycloakBrowser()) {
      Begun begun = signOn.begin("oidc", CALLBACK, "/");
      URI back = browser.signIn(begun.destination(), "anna");
      finish(signOn, begun, back);

      assertThatThrownBy(() -> finish(signOn, begun, back))
          .isInstanceOf(SignOnRefused.class)
          .hasMessage("the state was used before");
    }
  }

  @Test
  void aCodeOfAnotherBrowserIsWorthNothing() {
    SingleSignOn signOn = signOn(Map.of());
    try (KeycloakBrowser victim = new KeycloakBrowser()) {
      URI stolen = victim.signIn(signOn.begin("oidc", CALLBACK, "/").destination(), "anna");
      Begun own = signOn.begin("oidc", CALLBACK, "/");
      URI forged =
          URI.create(
              "%s?state=%s&iss=%s&code=%s"
                  .formatted(
                      CALLBACK,
                      Queries.one(own.destination(), "state"),
                      KEYCLOAK.issuer(),
                      Queries.one(stolen, "code")));

      assertThatThrownBy(() -> finish(signOn, own, forged))
          .isInstanceOf(SignOnRefused.class)
          .hasMessage("the provider refused the code: invalid_grant");
    }
  }

  @Test
  void signingOutEndsTheSessionAtTheProvider() {
    SingleSignOn signOn = signOn(Map.of());
    try (KeycloakBrowser browser = new KeycloakBrowser()) {
      Begun begun = signOn.begin("oidc", CALLBACK, "/");
      Finished anna = finish(signOn, begun, browser.signIn(begun.destination(), "anna"));
      URI again = signOn.begin("oidc", CALLBACK, "/").destination();
      assertThat(browser.status(again)).as("still signed in").isEqualTo(302);

      URI logout = signOn.logout(anna.sealed(), AFTERWARDS).orElseThrow();
      assertThat(browser.follow(logout)).isEqualTo(AFTERWARDS);

      assertThat(browser.status(again)).as("asked for the password").isEqualTo(200);
    }
  }

  private static Finished signIn(SingleSignOn signOn, String user) {
    try (KeycloakBrowser browser = new KeycloakBrowser()) {
      Begun begun = signOn.begin("oidc", CALLBACK, "/calls");
      return finish(signOn, begun, browser.signIn(begun.destination(), user));
    }
  }

  private static Finished finish(SingleSignOn signOn, Begun begun, URI back) {
    return signOn.finish("oidc", CALLBACK, Queries.of(back), Optional.of(begun.sealed()));
  }

  private static SingleSignOn signOn(Map<String, String> settings) {
    return new SingleSignOn(
        Providers.at(KEYCLOAK.issuer(), settings),
        new SecretKeySpec(new byte[32], "AES"),
        Clock.systemUTC());
  }

  private static String header(String token) {
    return token.substring(0, token.indexOf('.'));
  }
}
