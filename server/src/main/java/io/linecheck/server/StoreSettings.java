package io.linecheck.server;

import static io.linecheck.server.config.SettingsCatalogue.ACCEPT_LOSS;
import static io.linecheck.server.config.SettingsCatalogue.DATA;
import static io.linecheck.server.config.SettingsCatalogue.GROUP_COMMIT_WINDOW;
import static io.linecheck.server.config.SettingsCatalogue.QUERY_CONCURRENCY;
import static io.linecheck.server.config.SettingsCatalogue.QUERY_TIMEOUT;
import static io.linecheck.server.config.SettingsCatalogue.STORE_MEMORY;
import static io.linecheck.server.config.SettingsCatalogue.STORE_QUEUE_BATCHES;

import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowScorer;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.ScoringSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.duckdb.DuckDbConfig;
import io.linecheck.store.duckdb.DuckDbConfig.Deriving;
import io.linecheck.store.duckdb.DuckDbConfig.Querying;
import io.linecheck.store.duckdb.DuckDbConfig.Resources;
import io.linecheck.store.duckdb.DuckDbConfig.Writing;
import io.linecheck.store.duckdb.DuckDbStore;
import io.linecheck.store.opensearch.OpenSearchStore;
import java.io.IOException;
import java.nio.file.Files;

/** Opens the store that the settings describe. What no setting says is the store's own default. */
final class StoreSettings {
  private StoreSettings() {}

  static TelemetryStore open(Settings settings) {
    return switch (settings.get(OpenSearchSettings.STORE)) {
      case DUCKDB -> openFile(settings);
      case OPENSEARCH -> openCluster(settings);
    };
  }

  private static TelemetryStore openFile(Settings settings) {
    try {
      return DuckDbStore.open(config(settings));
    } catch (StoreException e) {
      throw new StartException(
          "the store in %s cannot be opened: %s".formatted(settings.get(DATA), e.getMessage()), e);
    }
  }

  static TelemetryStore openCluster(Settings settings) {
    try {
      // For what is this server's own: how its administrator reaches it, why it did not start.
      Files.createDirectories(settings.get(DATA));
      OpenSearchStore store = OpenSearchStore.open(ClusterSettings.config(settings));
      // The log is where an operator looks whether a start went well.
      store.troubles();
      return store;
    } catch (IOException e) {
      throw new StartException(
          "the directory %s cannot be made: %s".formatted(settings.get(DATA), e.getMessage()), e);
    } catch (StoreException | IllegalArgumentException e) {
      throw new StartException("the store in OpenSearch cannot be opened: " + e.getMessage(), e);
    }
  }

  private static DuckDbConfig config(Settings settings) {
    DuckDbConfig standard = DuckDbConfig.of(settings.get(DATA));
    ScoringConfig scoring = ScoringSettings.of(settings);
    return standard
        .acceptingLoss(settings.get(ACCEPT_LOSS))
        .with(new Resources(settings.get(STORE_MEMORY), standard.resources().threads()))
        .with(
            new Writing(
                settings.get(STORE_QUEUE_BATCHES),
                settings.get(GROUP_COMMIT_WINDOW),
                standard.writing().cachedTimestamps()))
        .with(
            new Deriving(
                standard.deriving().interval(), new WindowScorer(scoring), new CallScorer(scoring)))
        .with(
            new Querying(
                settings.get(QUERY_TIMEOUT),
                standard.querying().maxWait(),
                settings.get(QUERY_CONCURRENCY)));
  }
}
