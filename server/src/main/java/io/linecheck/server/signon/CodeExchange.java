package io.linecheck.server.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.linecheck.server.config.OidcProvider.Registration;
import io.linecheck.server.signon.ProviderLink.Known;
import io.linecheck.server.signon.SignOnRefused.Reason;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From an authorization code to claims: asks the provider and believes only a checked ID token. */
final class CodeExchange {
  private final Registration registration;
  private final Known provider;

  /** What is certain about a person. */
  record Identified(String subject, String idToken, PersonClaims claims) {}

  CodeExchange(Registration registration, Known provider) {
    this.registration = registration;
    this.provider = provider;
  }

  /**
   * Gives the code for tokens and checks them.
   *
   * @param redirectUri the one the code was made for
   * @param isEnough whether the ID token says all that is needed; the UserInfo endpoint is asked
   *     for the rest otherwise
   */
  Identified exchange(
      AuthorizationCode code,
      URI redirectUri,
      PendingSignOn pending,
      Predicate<PersonClaims> isEnough) {
    OIDCTokens tokens = tokens(new AuthorizationCodeGrant(code, redirectUri, pending.verifier()));
    @Nullable JWT idToken = tokens.getIDToken();
    if (idToken == null) {
      throw new SignOnRefused(Reason.INVALID, "the token answer has no ID token");
    }
    IDTokenClaimsSet checked = check(idToken, pending);
    String subject = checked.getSubject().getValue();
    PersonClaims claims = new PersonClaims(claims(checked));
    if (!isEnough.test(claims) && provider.metadata().getUserInfoEndpointURI() != null) {
      claims = claims.completedBy(userInfo(subject, tokens.getAccessToken()));
    }
    return new Identified(subject, idToken.serialize(), claims);
  }

  private OIDCTokens tokens(AuthorizationCodeGrant grant) {
    URI endpoint = provider.metadata().getTokenEndpointURI();
    TokenRequest request =
        registration
            .clientSecret()
            .map(secret -> new TokenRequest.Builder(endpoint, authentication(secret), grant))
            .orElseGet(() ->
                new TokenRequest.Builder(endpoint, new ClientID(registration.clientId()), grant))
            .build();
    try {
      TokenResponse answer = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
      return switch (answer) {
        case OIDCTokenResponse tokens -> tokens.getOIDCTokens();
        default ->
            throw new SignOnRefused(
                Reason.INVALID,
                "the provider refused the code: "
                    + answer.toErrorResponse().getErrorObject().getCode());
      };
    } catch (ParseException e) {
      throw new SignOnRefused(Reason.INVALID, "the token answer is not one: " + e.getMessage());
    }
  }

  /** Providers that name no method take the one of HTTP (OpenID Connect Discovery 1.0 §3). */
  private ClientAuthentication authentication(String secret) {
    ClientID client = new ClientID(registration.clientId());
    @Nullable List<ClientAuthenticationMethod> methods =
        provider.metadata().getTokenEndpointAuthMethods();
    boolean onlyPost =
        methods != null
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    return onlyPost
        ? new ClientSecretPost(client, new Secret(secret))
        : new ClientSecretBasic(client, new Secret(secret));
  }

  private IDTokenClaimsSet check(JWT idToken, PendingSignOn pending) {
    try {
      IDTokenClaimsSet checked = provider.tokens().validate(idToken, pending.nonce());
      // OpenID Connect Core 1.0 §3.1.3.7, 5: a token of several audiences was made for one of them.
      @Nullable AuthorizedParty madeFor = checked.getAuthorizedParty();
      if (madeFor != null && !madeFor.getValue().equals(registration.clientId())) {
        throw new SignOnRefused(Reason.INVALID, "the ID token is refused: made for another client");
      }
      return checked;
    } catch (BadJOSEException e) {
      throw new SignOnRefused(Reason.INVALID, "the ID token is refused: " + e.getMessage());
    } catch (JOSEException e) {
      throw new SignOnRefused(
          Reason.UNAVAILABLE, "the ID token could not be checked: " + e.getMessage());
    }
  }

  private static Map<String, Object> claims(IDTokenClaimsSet checked) {
    try {
      return checked.toJWTClaimsSet().getClaims();
    } catch (ParseException e) {
      throw new SignOnRefused(Reason.INVALID, "the ID token has bad claims: " + e.getMessage());
    }
  }

  /** Of another person it says nothing (OpenID Connect Core 1.0 §5.3.2). */
  private Map<String, Object> userInfo(String subject, AccessToken accessToken) {
    URI endpoint = provider.metadata().getUserInfoEndpointURI();
    try {
      UserInfoResponse answer =
          UserInfoResponse.parse(send(new UserInfoRequest(endpoint, accessToken).toHTTPRequest()));
      if (!answer.indicatesSuccess()) {
        throw new SignOnRefused(Reason.UNAVAILABLE, "the UserInfo endpoint refused its token");
      }
      @Nullable UserInfo info = answer.toSuccessResponse().getUserInfo();
      if (info == null) {
        return Map.of();
      }
      if (!subject.equals(info.getSubject().getValue())) {
        throw new SignOnRefused(Reason.INVALID, "the UserInfo endpoint spoke of somebody else");
      }
      return info.toJSONObject();
    } catch (ParseException e) {
      throw new SignOnRefused(
          Reason.UNAVAILABLE, "the UserInfo endpoint made no sense: " + e.getMessage());
    }
  }

  private static HTTPResponse send(HTTPRequest request) {
    request.setConnectTimeout(ProviderLink.TIMEOUT_MILLIS);
    request.setReadTimeout(ProviderLink.TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    try {
      return request.send();
    } catch (IOException e) {
      throw new SignOnRefused(
          Reason.UNAVAILABLE, request.getURI() + " does not answer: " + e.getMessage());
    }
  }
}
