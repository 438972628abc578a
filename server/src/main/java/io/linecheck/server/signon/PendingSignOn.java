package io.linecheck.server.signon;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Instant;

/**
 * What a browser keeps while its person is at the provider.
 *
 * @param provider the id of the provider it was sent to
 * @param state comes back in the address: the answer belongs to this browser's question
 * @param nonce comes back in the ID token: the token was made for this question
 * @param verifier goes with the code: whoever steals the code alone has nothing
 * @param returnTo the path to go on at
 */
record PendingSignOn(
    String provider,
    State state,
    Nonce nonce,
    CodeVerifier verifier,
    String returnTo,
    Instant begunAt) {

  static PendingSignOn begin(String provider, String returnTo, Instant now) {
    return new PendingSignOn(provider, new State(), new Nonce(), new CodeVerifier(), returnTo, now);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "sign-on at " + provider + " since " + begunAt;
  }
}
