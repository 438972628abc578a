package io.linecheck.server.signon;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What browsers keep for this server, as sealed texts: encrypted and authenticated with its key. So
 * whoever begins a million sign-ons fills no memory here, and every node with the key can finish
 * what another began.
 */
final class BrowserSeal {
  /** Browsers keep cookies of 4096 bytes, name and attributes included (RFC 6265 §6.1). */
  private static final int LONGEST = 3_800;

  private static final JOSEObjectType PENDING = new JOSEObjectType("pending");
  private static final JOSEObjectType SIGNED_ON = new JOSEObjectType("signed-on");

  /**
   * What it takes to sign out at a provider.
   *
   * @param idToken absent where it is too long to keep; the provider asks the person then
   */
  record SignedOnAt(String provider, @Nullable String idToken) {
    /** Without the token. */
    @Override
    public String toString() {
      return "signed on at " + provider;
    }
  }

  private final SecretKey key;

  BrowserSeal(SecretKey key) {
    this.key = key;
  }

  String seal(PendingSignOn pending) {
    return seal(
        PENDING,
        new JWTClaimsSet.Builder()
            .claim("provider", pending.provider())
            .claim("state", pending.state().getValue())
            .claim("nonce", pending.nonce().getValue())
            .claim("verifier", pending.verifier().getValue())
            .claim("returnTo", pending.returnTo())
            .claim("begunAtMillis", pending.begunAt().toEpochMilli())
            .build());
  }

  String seal(SignedOnAt signedOn) {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().claim("provider", signedOn.provider());
    String sealed = seal(SIGNED_ON, claims.claim("idToken", signedOn.idToken()).build());
    return sealed.length() <= LONGEST
        ? sealed
        : seal(SIGNED_ON, claims.claim("idToken", null).build());
  }

  /** Nothing for what this server, or one with its key, has not sealed. */
  Optional<PendingSignOn> openPending(String text) {
    return open(
        PENDING,
        text,
        claims ->
            new PendingSignOn(
                claims.getStringClaim("provider"),
                new State(claims.getStringClaim("state")),
                new Nonce(claims.getStringClaim("nonce")),
                new CodeVerifier(claims.getStringClaim("verifier")),
                claims.getStringClaim("returnTo"),
                Instant.ofEpochMilli(claims.getLongClaim("begunAtMillis"))));
  }

  /** Nothing for what this server, or one with its key, has not sealed. */
  Optional<SignedOnAt> openSignedOn(String text) {
    return open(
        SIGNED_ON,
        text,
        claims ->
            new SignedOnAt(claims.getStringClaim("provider"), claims.getStringClaim("idToken")));
  }

  private String seal(JOSEObjectType type, JWTClaimsSet claims) {
    EncryptedJWT sealed =
        new EncryptedJWT(
            new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).type(type).build(),
            claims);
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return sealed.serialize();
  }

  private interface Reader<T> {
    T read(JWTClaimsSet claims) throws ParseException;
  }

  /** The header is authenticated with the rest: nothing can be taken for something else. */
  private <T> Optional<T> open(JOSEObjectType type, String text, Reader<T> reader) {
    try {
      EncryptedJWT sealed = EncryptedJWT.parse(text);
      if (!type.equals(sealed.getHeader().getType())) {
        return Optional.empty();
      }
      sealed.decrypt(new DirectDecrypter(key));
      return Optional.of(reader.read(sealed.getJWTClaimsSet()));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
