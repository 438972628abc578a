package io.linecheck.server.signon;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
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

/**
 * Pending sign-ons as sealed texts: encrypted and authenticated with a key of this server. The
 * browser keeps them, so that whoever begins a million sign-ons fills no memory here and every node
 * with the key can finish what another began.
 */
final class PendingSeal {
  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

  private final SecretKey key;

  PendingSeal(SecretKey key) {
    this.key = key;
  }

  String seal(PendingSignOn pending) {
    EncryptedJWT sealed =
        new EncryptedJWT(
            HEADER,
            new JWTClaimsSet.Builder()
                .audience(pending.provider())
                .claim("state", pending.state().getValue())
                .claim("nonce", pending.nonce().getValue())
                .claim("verifier", pending.verifier().getValue())
                .claim("returnTo", pending.returnTo())
                .claim("begunAtMillis", pending.begunAt().toEpochMilli())
                .build());
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return sealed.serialize();
  }

  /** Nothing for what this server, or one with its key, has not sealed. */
  Optional<PendingSignOn> open(String text) {
    try {
      EncryptedJWT sealed = EncryptedJWT.parse(text);
      if (!sealed.getHeader().getAlgorithm().equals(HEADER.getAlgorithm())) {
        return Optional.empty();
      }
      sealed.decrypt(new DirectDecrypter(key));
      JWTClaimsSet claims = sealed.getJWTClaimsSet();
      return Optional.of(
          new PendingSignOn(
              claims.getAudience().getFirst(),
              new State(claims.getStringClaim("state")),
              new Nonce(claims.getStringClaim("nonce")),
              new CodeVerifier(claims.getStringClaim("verifier")),
              claims.getStringClaim("returnTo"),
              Instant.ofEpochMilli(claims.getLongClaim("begunAtMillis"))));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
