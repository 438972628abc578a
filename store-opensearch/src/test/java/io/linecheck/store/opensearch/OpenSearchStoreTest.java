package io.linecheck.store.opensearch;

import io.linecheck.store.TelemetryStore;
import io.linecheck.testkit.StoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(OpenSearchCluster.class)
class OpenSearchStoreTest extends StoreContract {
  @Override
  protected TelemetryStore open(Path home, Clock clock) {
    return OpenSearchStore.open(OpenSearchCluster.running().config(home, clock));
  }
}
