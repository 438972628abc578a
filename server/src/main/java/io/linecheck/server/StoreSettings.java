package io.linecheck.server;

import io.linecheck.server.config.Settings;
import io.linecheck.store.TelemetryStore;

/** Opens the store that the settings describe. */
final class StoreSettings {
  private StoreSettings() {}

  static TelemetryStore open(Settings settings) {
    if (!settings.print().isEmpty()) {
      throw new UnsupportedOperationException("no store yet");
    }
    throw new IllegalStateException();
  }
}
