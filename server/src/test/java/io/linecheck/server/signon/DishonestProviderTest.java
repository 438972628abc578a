package io.linecheck.server.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.signon.SignOnRefused.Reason;
import io.linecheck.server.signon.SingleSignOn.Begun;
import io.linecheck.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attacker, or a provider that is one, sends back: refused, each for its own reason. */
class DishonestProviderTest {
  private static final URI CALLBACK = URI.create("https://linecheck.example.com/callback");

  private final SettableClock clock = new SettableClock(Instant.now());
  private ScriptedProvider provider;
  private SingleSignOn signOn;

  DishonestProviderTest() throws IOException {
    provider = new ScriptedProvider();
    signOn = signOn(Providers.at(provider.issuer()));
  }

  @BeforeEach
  void honestly() {
    assertThat(signIn().subject())
        .as("what the attacks below are measured against")
        .isEqualTo("subject-1");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void aTokenWithoutASignature() {
    provider.makeTokens(nonce -> new PlainJWT(provider.claims(nonce).build()).serialize());
    refuses(Reason.INVALID, "the ID token is refused: Signed ID token expected");
  }

  @Test
  void aTokenSignedWithTheClientsOwnSecret() {
    provider.makeTokens(nonce -> {
      SignedJWT token =
          new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), provider.claims(nonce).build());
      try {
        token.sign(new MACSigner(Keycloak.CLIENT_SECRET));
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
      return token.serialize();
    });
    refuses(Reason.INVALID, "the ID token is refused");
  }

  @Test
  void aTokenSignedWithAKeyOfTheSameName() {
    RSAKey other = ScriptedProvider.newKey(provider.key().getKeyID());
    provider.makeTokens(nonce -> ScriptedProvider.signed(other, provider.claims(nonce).build()));
    refuses(Reason.INVALID, "the ID token is refused: Signed JWT rejected: Invalid signature");
  }

  @Test
  void aTokenAlteredAfterItWasSigned() {
    provider.makeTokens(nonce -> {
      String[] honest = provider.honest(nonce).split("\\.", -1);
      String[] other =
          ScriptedProvider.signed(
                  provider.key(), provider.claims(nonce).subject("administrator").build())
              .split("\\.", -1);
      return honest[0] + "." + other[1] + "." + honest[2];
    });
    refuses(Reason.INVALID, "the ID token is refused: Signed JWT rejected: Invalid signature");
  }

  @Test
  void aTokenOfAnotherIssuer() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(), provider.claims(nonce).issuer("https://elsewhere.example").build()));
    refuses(Reason.INVALID, "the ID token is refused: Unexpected JWT issuer");
  }

  @Test
  void aTokenForAnotherClient() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(), provider.claims(nonce).audience("another-client").build()));
    refuses(Reason.INVALID, "the ID token is refused: Unexpected JWT audience");
  }

  @Test
  void aTokenMadeForAnotherClientThatNamesThisOneToo() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(),
            provider
                .claims(nonce)
                .audience(List.of("another-client", Keycloak.CLIENT_ID))
                .claim("azp", "another-client")
                .build()));
    refuses(Reason.INVALID, "the ID token is refused: made for another client");
  }

  @Test
  void aTokenThatHasExpired() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(),
            provider
                .claims(nonce)
                .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                .build()));
    refuses(Reason.INVALID, "the ID token is refused: Expired JWT");
  }

  @Test
  void clocksMayDifferALittle() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(),
            provider
                .claims(nonce)
                .expirationTime(Date.from(Instant.now().minusSeconds(20)))
                .build()));
    assertThat(signIn().subject()).isEqualTo("subject-1");
  }

  @Test
  void aTokenOfAnotherSignOn() {
    provider.makeTokens(
        nonce -> ScriptedProvider.signed(provider.key(), provider.claims("another").build()));
    refuses(Reason.INVALID, "the ID token is refused: Unexpected JWT nonce");
  }

  @Test
  void aTokenWithoutANonce() {
    provider.makeTokens(
        nonce -> ScriptedProvider.signed(provider.key(), provider.claims(null).build()));
    refuses(Reason.INVALID, "the ID token is refused: Missing JWT nonce");
  }

  @Test
  void noTokenAtAll() {
    provider.makeTokens(nonce -> "");
    provider.answerUserInfo(Map.of("sub", "subject-1", "groups", List.of("linecheck-admins")));
    refuses(Reason.INVALID, "the token answer has no ID token");
  }

  @Test
  void userInfoOfSomebodyElse() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(), provider.claims(nonce).claim("groups", null).build()));
    provider.answerUserInfo(Map.of("sub", "subject-2", "groups", List.of("linecheck-admins")));
    refuses(Reason.INVALID, "the UserInfo endpoint spoke of somebody else");
  }

  @Test
  void userInfoCompletesTheTokenButDoesNotContradictIt() {
    provider.makeTokens(nonce ->
        ScriptedProvider.signed(
            provider.key(), provider.claims(nonce).claim("groups", null).build()));
    provider.answerUserInfo(
        Map.of(
            "sub", "subject-1",
            "preferred_username", "administrator",
            "groups", List.of("linecheck-admins")));

    SignedOn person = signIn();

    assertThat(person.groups()).containsExactly("linecheck-admins");
    assertThat(person.name()).isEqualTo("mallory");
  }

  @Test
  void anotherState() {
    refusesAnswer(Reason.INVALID, "the state is not the one", "state", List.of("another"));
    refusesAnswer(Reason.INVALID, "the state is not the one", "state", List.of());
  }

  @Test
  void parametersThatStandThereTwice() {
    refusesAnswer(
        Reason.INVALID, "the answer has several code", "code", List.of("a-code", "another"));
  }

  @Test
  void anAnswerOfAnotherProvider() {
    refusesAnswer(
        Reason.INVALID,
        "the answer is another provider's",
        "iss",
        List.of("https://elsewhere.example"));
  }

  @Test
  void anAnswerThatDoesNotNameItsProviderThoughItPromisedTo() {
    provider.describeItselfWith(Map.of("authorization_response_iss_parameter_supported", true));
    signOn = signOn(Providers.at(provider.issuer()));
    refuses(Reason.INVALID, "the provider's name is missing from its answer");
  }

  @Test
  void anAnswerThatComesBackUnderAnotherProvidersAddress() {
    List<OidcProvider> two = new ArrayList<>(Providers.at(provider.issuer()));
    two.add(
        new OidcProvider(
            "oidc-second",
            "Another",
            two.getFirst().registration(),
            two.getFirst().claims(),
            two.getFirst().admission()));
    signOn = signOn(two);
    Begun begun = signOn.begin("oidc", CALLBACK, "/");
    Map<String, List<String>> answer = provider.signIn(begun.destination());

    assertThatThrownBy(
            () -> signOn.finish("oidc-second", CALLBACK, answer, Optional.of(begun.sealed())))
        .hasMessage("the sign-on was begun at oidc and came back from oidc-second");
  }

  @Test
  void anAnswerToABrowserThatAskedNothing() {
    Begun begun = signOn.begin("oidc", CALLBACK, "/");
    Map<String, List<String>> answer = provider.signIn(begun.destination());

    assertThatThrownBy(() -> signOn.finish("oidc", CALLBACK, answer, Optional.empty()))
        .hasMessage("this browser has begun no sign-on");
    assertThatThrownBy(() -> signOn.finish("oidc", CALLBACK, answer, Optional.of("forged")))
        .hasMessage("this browser has begun no sign-on");
    String altered = begun.sealed().substring(0, begun.sealed().length() - 2) + "AA";
    assertThatThrownBy(() -> signOn.finish("oidc", CALLBACK, answer, Optional.of(altered)))
        .hasMessage("this browser has begun no sign-on");
  }

  @Test
  void anAnswerThatComesTooLate() {
    Begun begun = signOn.begin("oidc", CALLBACK, "/");
    Map<String, List<String>> answer = provider.signIn(begun.destination());
    clock.set(clock.instant().plus(SingleSignOn.LONGEST));

    assertThatThrownBy(() -> signOn.finish("oidc", CALLBACK, answer, Optional.of(begun.sealed())))
        .hasMessageStartingWith("the sign-on began at ")
        .extracting(e -> ((SignOnRefused) e).reason())
        .isEqualTo(Reason.EXPIRED);
  }

  @Test
  void anAnswerThatComesTwice() {
    Begun begun = signOn.begin("oidc", CALLBACK, "/");
    Map<String, List<String>> answer = provider.signIn(begun.destination());
    signOn.finish("oidc", CALLBACK, answer, Optional.of(begun.sealed()));

    assertThatThrownBy(() -> signOn.finish("oidc", CALLBACK, answer, Optional.of(begun.sealed())))
        .hasMessage("the state was used before")
        .extracting(e -> ((SignOnRefused) e).reason())
        .isEqualTo(Reason.EXPIRED);
  }

  @Test
  void anErrorIsNoSignIn() {
    refusesAnswer(
        Reason.DENIED, "the provider answered access_denied", "error", List.of("access_denied"));
    refusesAnswer(
        Reason.UNAVAILABLE,
        "the provider answered temporarily_unavailable",
        "error",
        List.of("temporarily_unavailable"));
    refusesAnswer(
        Reason.DENIED, "the provider answered ?r???or", "error", List.of("\nr\u001b[0or"));
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuer() {
    provider.describeItselfWith(Map.of("issuer", "https://elsewhere.example"));
    signOn = signOn(Providers.at(provider.issuer()));

    assertThatThrownBy(() -> signOn.begin("oidc", CALLBACK, "/"))
        .hasMessageContaining("discovery at " + provider.issuer() + " failed")
        .extracting(e -> ((SignOnRefused) e).reason())
        .isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void tokensOverAnOpenNetwork() {
    provider.describeItselfWith(Map.of("token_endpoint", "http://login.example.com/token"));
    signOn = signOn(Providers.at(provider.issuer()));

    assertThatThrownBy(() -> signOn.begin("oidc", CALLBACK, "/"))
        .hasMessage("discovery: token_endpoint is http://login.example.com/token, expected https");
  }

  @Test
  void aKeyThatIsNotKnownYetIsFetchedOnce() {
    RSAKey next = ScriptedProvider.newKey("second");
    int before = provider.keyRequests();
    provider.publish(provider.key(), next);
    provider.makeTokens(nonce -> ScriptedProvider.signed(next, provider.claims(nonce).build()));

    assertThat(signIn().subject()).isEqualTo("subject-1");
    assertThat(signIn().subject()).isEqualTo("subject-1");

    assertThat(provider.keyRequests()).isEqualTo(before + 1);
  }

  @Test
  void aProviderThatIsAwayStopsNobodyElse() {
    URI gone = provider.issuer();
    provider.close();
    SingleSignOn started = signOn(Providers.at(gone));

    assertThat(started.providers()).hasSize(1);
    assertThatThrownBy(() -> started.begin("oidc", CALLBACK, "/"))
        .hasMessageStartingWith("discovery at " + gone + " failed")
        .extracting(e -> ((SignOnRefused) e).reason())
        .isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void theCodeGoesWithItsVerifier() {
    assertThat(provider.lastTokenRequest()).containsKey("code_verifier");
  }

  private void refuses(Reason reason, String message) {
    assertThatThrownBy(this::signIn)
        .hasMessageStartingWith(message)
        .extracting(e -> ((SignOnRefused) e).reason())
        .isEqualTo(reason);
  }

  private void refusesAnswer(Reason reason, String message, String parameter, List<String> values) {
    Begun begun = signOn.begin("oidc", CALLBACK, "/");
    Map<String, List<String>> answer = new HashMap<>(provider.signIn(begun.destination()));
    answer.put(parameter, values);

    assertThatThrownBy(() -> signOn.finish("oidc", CALLBACK, answer, Optional.of(begun.sealed())))
        .hasMessageStartingWith(message)
        .extracting(e -> ((SignOnRefused) e).reason())
        .isEqualTo(reason);
  }

  private SignedOn signIn() {
    Begun begun = signOn.begin("oidc", CALLBACK, "/");
    return signOn
        .finish("oidc", CALLBACK, provider.signIn(begun.destination()), Optional.of(begun.sealed()))
        .person();
  }

  private SingleSignOn signOn(List<OidcProvider> providers) {
    return new SingleSignOn(providers, new SecretKeySpec(new byte[32], "AES"), clock);
  }
}
