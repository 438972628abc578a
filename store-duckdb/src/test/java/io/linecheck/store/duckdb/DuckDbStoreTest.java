package io.linecheck.store.duckdb;

import io.linecheck.store.TelemetryStore;
import io.linecheck.testkit.StoreContract;
import java.nio.file.Path;
import java.time.Clock;

class DuckDbStoreTest extends StoreContract {
  @Override
  protected TelemetryStore open(Path home, Clock clock) {
    return DuckDbStore.open(TestConfig.of(home).with(clock));
  }
}
