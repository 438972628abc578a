package io.linecheck.server.signon;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.signon.BrowserSeal.SignedOnAt;
import io.linecheck.server.signon.CodeExchange.Identified;
import io.linecheck.server.signon.SignOnRefused.Reason;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Signing on at providers: sends browsers there and checks what they bring back. Safe for many
 * threads.
 */
public final class SingleSignOn {
  /** Time to find a password and a phone; the browser forgets the sign-on after it, too. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private final Map<String, ProviderLink> links = new LinkedHashMap<>();
  private final BrowserSeal seal;
  private final SpentStates spent = new SpentStates();
  private final Clock clock;

  /**
   * A sign-on that has begun.
   *
   * @param destination where the browser goes
   * @param sealed what it keeps and shows at the end, and nobody else
   */
  public record Begun(URI destination, String sealed) {}

  /**
   * A sign-on at its end.
   *
   * @param returnTo the path to go on at
   * @param sealed what the browser keeps to sign out with
   */
  public record Finished(SignedOn person, String returnTo, String sealed) {}

  /**
   * Signing on at the given providers, none of which is asked anything yet.
   *
   * @param key of 256 bits; the same on all nodes that answer under one address
   */
  public SingleSignOn(List<OidcProvider> providers, SecretKey key, Clock clock) {
    providers.forEach(provider -> links.put(provider.id(), new ProviderLink(provider, clock)));
    this.seal = new BrowserSeal(key);
    this.clock = clock;
  }

  /** In the order in which people choose from them. */
  public Collection<OidcProvider> providers() {
    return links.values().stream().map(ProviderLink::provider).toList();
  }

  public Optional<OidcProvider> provider(String id) {
    return Optional.ofNullable(links.get(id)).map(ProviderLink::provider);
  }

  /**
   * Prepares a browser's way to a provider.
   *
   * @param callback where the provider sends the browser back to
   * @param returnTo a path of this server
   */
  public Begun begin(String providerId, URI callback, String returnTo) {
    ProviderLink link = link(providerId);
    PendingSignOn pending = PendingSignOn.begin(providerId, returnTo, clock.instant());
    OidcProvider.Registration registration = link.provider().registration();
    URI destination =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope(registration.scopes().toArray(String[]::new)),
                new ClientID(registration.clientId()),
                callback)
            .endpointURI(link.known().metadata().getAuthorizationEndpointURI())
            .state(pending.state())
            .nonce(pending.nonce())
            .codeChallenge(pending.verifier(), CodeChallengeMethod.S256)
            .build()
            .toURI();
    return new Begun(destination, seal.seal(pending));
  }

  /**
   * Believes a person's provider, or throws {@link SignOnRefused}.
   *
   * @param parameters of the address that the provider sent the browser back to
   * @param sealed what the browser kept
   */
  public Finished finish(
      String providerId,
      URI callback,
      Map<String, List<String>> parameters,
      Optional<String> sealed) {
    ProviderLink link = link(providerId);
    Callback answer = Callback.of(parameters);
    PendingSignOn pending = pending(providerId, answer, sealed);
    answer.checkIssuer(link.known().metadata());
    AuthorizationCode code = answer.code();
    OidcProvider provider = link.provider();
    Identified identified =
        new CodeExchange(provider.registration(), link.known())
            .exchange(code, callback, pending, claims -> claims.has(provider.claims().groups()));
    checkDomain(provider, identified.claims());
    String signedOn = seal.seal(new SignedOnAt(providerId, identified.idToken()));
    return new Finished(person(provider, identified), pending.returnTo(), signedOn);
  }

  /**
   * Where the browser goes to end the session at the provider, too.
   *
   * @param sealed what the browser kept
   * @param afterwards where the provider sends it then
   */
  public Optional<URI> logout(String sealed, URI afterwards) {
    return seal.openSignedOn(sealed).flatMap(signedOn -> logout(signedOn, afterwards));
  }

  private Optional<URI> logout(SignedOnAt signedOn, URI afterwards) {
    ProviderLink link = links.get(signedOn.provider());
    if (link == null) {
      return Optional.empty();
    }
    OidcProvider.Registration registration = link.provider().registration();
    if (registration.logoutUrl().isPresent()) {
      return registration.logoutUrl();
    }
    try {
      return Optional.ofNullable(link.known().metadata().getEndSessionEndpointURI())
          .map(endpoint -> logoutRequest(endpoint, registration, signedOn.idToken(), afterwards));
    } catch (SignOnRefused e) {
      // Signing out here must not fail because the provider is away.
      return Optional.empty();
    }
  }

  private static URI logoutRequest(
      URI endpoint,
      OidcProvider.Registration registration,
      @Nullable String idToken,
      URI afterwards) {
    try {
      return new LogoutRequest(
              endpoint,
              idToken == null ? null : JWTParser.parse(idToken),
              null,
              new ClientID(registration.clientId()),
              afterwards,
              null,
              null)
          .toURI();
    } catch (ParseException e) {
      throw new IllegalStateException("an ID token that was checked can no longer be read", e);
    }
  }

  private PendingSignOn pending(String providerId, Callback answer, Optional<String> sealed) {
    PendingSignOn pending =
        sealed
            .flatMap(seal::openPending)
            .orElseThrow(
                () -> new SignOnRefused(Reason.EXPIRED, "this browser has begun no sign-on"));
    Instant now = clock.instant();
    Instant end = pending.begunAt().plus(LONGEST);
    if (!now.isBefore(end)) {
      throw new SignOnRefused(Reason.EXPIRED, "the sign-on began at " + pending.begunAt());
    }
    if (!pending.provider().equals(providerId)) {
      throw new SignOnRefused(
          Reason.INVALID,
          "the sign-on was begun at " + pending.provider() + " and came back from " + providerId);
    }
    answer.checkState(pending.state());
    if (!spent.spend(pending.state(), now, end)) {
      throw new SignOnRefused(Reason.EXPIRED, "the state was used before");
    }
    return pending;
  }

  private static void checkDomain(OidcProvider provider, PersonClaims claims) {
    Set<String> allowed = provider.admission().allowedDomains();
    if (!allowed.isEmpty() && claims.confirmedDomain().filter(allowed::contains).isEmpty()) {
      throw new SignOnRefused(
          Reason.DOMAIN,
          claims
              .confirmedDomain()
              .map(domain -> "e-mail addresses of " + domain + " are not allowed")
              .orElse("there is no e-mail address that the provider has confirmed"));
    }
  }

  private static SignedOn person(OidcProvider provider, Identified identified) {
    PersonClaims claims = identified.claims();
    String name =
        claims
            .text("preferred_username")
            .or(() -> claims.text("cognito:username"))
            .or(() -> claims.text("email"))
            .orElse(identified.subject());
    return new SignedOn(
        provider.id(),
        provider.registration().issuer().toString(),
        identified.subject(),
        name,
        claims.text("name").orElse(name),
        claims.texts(provider.claims().groups()),
        claims.text(provider.claims().agent()).orElse(null),
        identified.idToken());
  }

  private ProviderLink link(String providerId) {
    ProviderLink link = links.get(providerId);
    if (link == null) {
      throw new SignOnRefused(Reason.INVALID, "there is no provider of that name");
    }
    return link;
  }
}
