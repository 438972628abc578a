package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.store.opensearch.OpenSearchConfig.Credentials;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
  private static final Settings CLUSTER =
      Settings.defaults().with(OpenSearchSettings.URL, "https://search.example.com");

  @Test
  void aRegionHasRequestsSignedForAws() {
    Settings domain = CLUSTER.with(OpenSearchSettings.AWS_REGION, "eu-central-1");

    assertThat(credentials(CLUSTER)).isEqualTo(new Credentials.None());
    assertThat(credentials(domain)).isEqualTo(new Credentials.Aws("eu-central-1", "es"));
    assertThat(credentials(domain.with(OpenSearchSettings.AWS_SERVICE, "aoss")))
        .isEqualTo(new Credentials.Aws("eu-central-1", "aoss"));
  }

  private static Credentials credentials(Settings settings) {
    return ClusterSettings.config(settings).connection().credentials();
  }
}
