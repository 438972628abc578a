package io.linecheck.server.signon;

import io.linecheck.server.config.GivenValue;
import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SignOnSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Providers as an operator would set them. */
final class Providers {
  private Providers() {}

  static Settings settings(URI issuer, Map<String, String> more) {
    Map<String, String> texts =
        new HashMap<>(
            Map.of(
                "oidc-issuer", issuer.toString(),
                "oidc-client-id", Keycloak.CLIENT_ID,
                "oidc-client-secret", Keycloak.CLIENT_SECRET));
    texts.putAll(more);
    return Settings.load(
        texts.entrySet().stream()
            .map(text -> new GivenValue(text.getKey(), text.getValue(), "--" + text.getKey()))
            .toList(),
        Map.of(),
        null);
  }

  static List<OidcProvider> at(URI issuer) {
    return at(issuer, Map.of());
  }

  static List<OidcProvider> at(URI issuer, Map<String, String> more) {
    return SignOnSettings.of(settings(issuer, more));
  }
}
