package io.linecheck.server;

import io.linecheck.model.Dataset;
import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.PrivacySettings;
import io.linecheck.server.config.Retention;
import io.linecheck.server.config.Retention.Forever;
import io.linecheck.server.config.Retention.Limited;
import io.linecheck.server.config.Setting;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.store.DocumentStore;
import io.linecheck.store.Lease;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How long each dataset and what is in it of people is kept, from the settings. */
final class RetentionSettings {
  /** A millennium: as long as forever to anything that is compared with it. */
  private static final Duration FOREVER = Duration.ofDays(365_250);

  private RetentionSettings() {}

  static RetentionSchedule.Ages of(Settings settings) {
    return new RetentionSchedule.Ages(
        datasets(settings),
        limit(settings.get(PrivacySettings.RETENTION_ADDRESSES)),
        limit(settings.get(PrivacySettings.RETENTION_PERSONAL)),
        settings.get(SettingsCatalogue.RETENTION_MAX_SIZE));
  }

  /** Who of the servers that share a cluster does it; absent where there is but one. */
  static Optional<Lease> lease(Settings settings, DocumentStore documents) {
    return settings.get(OpenSearchSettings.STORE) == OpenSearchSettings.StoreKind.OPENSEARCH
        ? Optional.of(new Lease(documents, "retention", Lease.LASTS, System::nanoTime))
        : Optional.empty();
  }

  /** Datasets that are kept forever are not named. */
  private static Map<Dataset, Duration> datasets(Settings settings) {
    Map<Dataset, Duration> keep = new EnumMap<>(Dataset.class);
    for (Dataset dataset : Dataset.values()) {
      if (settings.get(setting(dataset)) instanceof Limited(var age)) {
        keep.put(dataset, age);
      }
    }
    return keep;
  }

  /** How old anything may be and still be kept. */
  static Duration longest(Settings settings) {
    Duration longest = Duration.ZERO;
    for (Dataset dataset : Dataset.values()) {
      Duration age =
          switch (settings.get(setting(dataset))) {
            case Forever() -> FOREVER;
            case Limited(var limit) -> limit;
          };
      longest = age.compareTo(longest) > 0 ? age : longest;
    }
    return longest;
  }

  private static Optional<Duration> limit(Retention retention) {
    return switch (retention) {
      case Forever() -> Optional.empty();
      case Limited(var age) -> Optional.of(age);
    };
  }

  private static Setting<Retention> setting(Dataset dataset) {
    return switch (dataset) {
      case SAMPLES -> SettingsCatalogue.RETENTION_SAMPLES;
      case WINDOWS -> SettingsCatalogue.RETENTION_WINDOWS;
      case CALLS -> SettingsCatalogue.RETENTION_CALLS;
      case REPORTS -> SettingsCatalogue.RETENTION_REPORTS;
      case API_METRICS -> SettingsCatalogue.RETENTION_API_METRICS;
      case EVENTS -> SettingsCatalogue.RETENTION_EVENTS;
    };
  }
}
