package io.linecheck.server.signon;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.linecheck.server.signon.SignOnRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters with which a provider sends a browser back, not yet believed. */
record Callback(
    @Nullable String state,
    @Nullable String codeText,
    @Nullable String issuer,
    @Nullable String error) {

  /** Errors of RFC 6749 §4.1.2.1 that pass by themselves. */
  private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable");

  static Callback of(Map<String, List<String>> parameters) {
    return new Callback(
        only("state", parameters),
        only("code", parameters),
        only("iss", parameters),
        only("error", parameters));
  }

  void checkState(State expected) {
    if (state == null || !isSame(state, expected.getValue())) {
      throw new SignOnRefused(
          Reason.INVALID, "the state is not the one this browser was sent with");
    }
  }

  /** Whether it comes from the provider that was asked (RFC 9207). */
  void checkIssuer(OIDCProviderMetadata provider) {
    if (issuer == null && provider.supportsAuthorizationResponseIssuerParam()) {
      throw new SignOnRefused(Reason.INVALID, "the provider's name is missing from its answer");
    }
    if (issuer != null && !issuer.equals(provider.getIssuer().getValue())) {
      throw new SignOnRefused(Reason.INVALID, "the answer is another provider's");
    }
  }

  AuthorizationCode code() {
    if (error != null) {
      String code = error.replaceAll("[^a-z_]", "?");
      throw new SignOnRefused(
          PASSING.contains(error) ? Reason.UNAVAILABLE : Reason.DENIED,
          "the provider answered " + code.substring(0, Math.min(code.length(), 40)));
    }
    if (codeText == null || codeText.isBlank()) {
      throw new SignOnRefused(Reason.INVALID, "the answer has no code");
    }
    return new AuthorizationCode(codeText);
  }

  /** What stands there twice is read differently by different readers. */
  private static @Nullable String only(String name, Map<String, List<String>> parameters) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new SignOnRefused(Reason.INVALID, "the answer has several " + name);
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the code. */
  @Override
  public String toString() {
    return error == null ? "an answer" : "an error";
  }
}
