package io.linecheck.server.signon;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.linecheck.server.config.Loopback;
import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.signon.SignOnRefused.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a provider says about itself, read when it is first needed and again from time to time: the
 * server starts, and local accounts sign in, while a provider is away. Its keys are fetched anew
 * whenever a token names one that is not known. Safe for many threads.
 */
final class ProviderLink {
  private static final Logger log = LoggerFactory.getLogger(ProviderLink.class);

  static final int TIMEOUT_MILLIS = 10_000;

  private static final Duration BELIEVED = Duration.ofHours(6);
  private static final int MOST_KEY_BYTES = 256 * 1024;

  /**
   * Clocks of well-kept machines differ by less (RFC 7519 §4.1.4: "no more than a few minutes").
   */
  private static final int CLOCK_SKEW_SECONDS = 60;

  /** Signatures by a key that the provider alone has: neither none nor one made with our secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** A provider as it described itself. */
  record Known(OIDCProviderMetadata metadata, IDTokenValidator tokens, Instant readAt) {}

  private final OidcProvider provider;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Known known;

  ProviderLink(OidcProvider provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  OidcProvider provider() {
    return provider;
  }

  Known known() {
    @Nullable Known before = known;
    if (before != null && isFresh(before)) {
      return before;
    }
    reading.lock();
    try {
      @Nullable Known meanwhile = known;
      if (meanwhile != null && isFresh(meanwhile)) {
        return meanwhile;
      }
      Known read = readOr(meanwhile);
      known = read;
      return read;
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Known found) {
    return found.readAt.plus(BELIEVED).isAfter(clock.instant());
  }

  /** What was known stays in force while the provider is away. */
  private Known readOr(@Nullable Known before) {
    try {
      return read();
    } catch (SignOnRefused e) {
      if (before == null) {
        throw e;
      }
      log.warn("{}: {}; going on with what it said before", provider.id(), e.sentence());
      return new Known(before.metadata, before.tokens, clock.instant());
    }
  }

  private Known read() {
    Issuer issuer = new Issuer(provider.registration().issuer());
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      requireSafe("authorization_endpoint", metadata.getAuthorizationEndpointURI());
      requireSafe("token_endpoint", metadata.getTokenEndpointURI());
      requireSafe("jwks_uri", metadata.getJWKSetURI());
      if (metadata.getUserInfoEndpointURI() != null) {
        requireSafe("userinfo_endpoint", metadata.getUserInfoEndpointURI());
      }
      return new Known(metadata, validator(issuer, metadata), clock.instant());
    } catch (IOException | GeneralException e) {
      throw new SignOnRefused(
          Reason.UNAVAILABLE, "discovery at " + issuer + " failed: " + e.getMessage());
    }
  }

  private IDTokenValidator validator(Issuer issuer, OIDCProviderMetadata metadata)
      throws MalformedURLException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_KEY_BYTES))
            .refreshAheadCache(false)
            .retrying(true)
            .build();
    IDTokenValidator validator =
        new IDTokenValidator(
            issuer,
            new ClientID(provider.registration().clientId()),
            new JWSVerificationKeySelector<>(ALGORITHMS, keys),
            null);
    validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    return validator;
  }

  private static void requireSafe(String member, @Nullable URI address) {
    boolean safe =
        address != null
            && address.getHost() != null
            && ("https".equals(address.getScheme()) || Loopback.is(address.getHost()));
    if (!safe) {
      throw new SignOnRefused(
          Reason.UNAVAILABLE, "discovery: " + member + " is " + address + ", expected https");
    }
  }
}
