package io.linecheck.server;

import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowScorer;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.ScoringSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.store.opensearch.OpenSearchConfig;
import io.linecheck.store.opensearch.OpenSearchConfig.Connection;
import io.linecheck.store.opensearch.OpenSearchConfig.Credentials;
import io.linecheck.store.opensearch.OpenSearchConfig.Deriving;
import io.linecheck.store.opensearch.OpenSearchConfig.Layout;
import io.linecheck.store.opensearch.OpenSearchConfig.Querying;
import io.linecheck.store.opensearch.OpenSearchConfig.Writing;
import java.util.Optional;

/** The cluster that the settings describe. What no setting says is the store's own default. */
final class ClusterSettings {
  private ClusterSettings() {}

  static OpenSearchConfig config(Settings settings) {
    OpenSearchConfig standard = OpenSearchConfig.of(settings.get(OpenSearchSettings.URL));
    ScoringConfig scoring = ScoringSettings.of(settings);
    return standard
        .with(
            new Connection(
                settings.get(OpenSearchSettings.URL),
                credentials(settings),
                settings.get(OpenSearchSettings.AUTHORITY),
                standard.connection().timeout()))
        .with(
            new Layout(
                settings.get(OpenSearchSettings.PREFIX).orElse(""),
                settings.get(OpenSearchSettings.SHARDS),
                settings.get(OpenSearchSettings.REPLICAS),
                standard.layout().refreshInterval(),
                settings.get(OpenSearchSettings.SET_UP) == OpenSearchSettings.SetUp.AT_START))
        .with(
            new Writing(
                settings.get(SettingsCatalogue.STORE_QUEUE_BATCHES),
                settings.get(OpenSearchSettings.REQUESTS),
                settings.get(OpenSearchSettings.COPIES)))
        .with(
            new Deriving(
                standard.deriving().interval(), new WindowScorer(scoring), new CallScorer(scoring)))
        .with(
            new Querying(
                settings.get(SettingsCatalogue.QUERY_TIMEOUT),
                settings.get(SettingsCatalogue.QUERY_CONCURRENCY)));
  }

  private static Credentials credentials(Settings settings) {
    Optional<String> user = settings.get(OpenSearchSettings.USER);
    Optional<String> password = settings.get(OpenSearchSettings.PASSWORD);
    if (user.isPresent() && password.isPresent()) {
      return new Credentials.Basic(user.get(), password.get());
    }
    Optional<String> region = settings.get(OpenSearchSettings.AWS_REGION);
    if (region.isPresent()) {
      return new Credentials.Aws(
          region.get(), settings.get(OpenSearchSettings.AWS_SERVICE).signingName());
    }
    return settings
        .get(OpenSearchSettings.API_KEY)
        .<Credentials>map(Credentials.ApiKey::new)
        .orElseGet(Credentials.None::new);
  }
}
