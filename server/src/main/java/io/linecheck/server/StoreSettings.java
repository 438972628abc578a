package io.linecheck.server;

import io.linecheck.server.config.Settings;
import io.linecheck.store.TelemetryStore;

/** Opens the store that the settings describe. */
final class StoreSettings {
  private StoreSettings() {}

  static TelemetryStore open(Settings settings) {
    throw new UnsupportedOperationException(settings.print());
  }
}
