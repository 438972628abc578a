package io.linecheck.server.copying;

import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Copies of one store into clusters, one at a time. */
public final class StoreCopies {
  private final TelemetryStore from;
  private final Settings settings;
  private final Function<Settings, TelemetryStore> cluster;
  private final Semaphore turn = new Semaphore(1);

  /**
   * What is to be copied.
   *
   * @param cluster the settings of the cluster, by their keys
   * @param accounts whether accounts, tokens, dashboards and the like are copied too
   */
  public record Order(Map<String, String> cluster, boolean accounts) {
    public Order {
      cluster = Map.copyOf(cluster);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
      return "settings " + cluster.keySet() + (accounts ? "" : ", without accounts");
    }
  }

  /**
   * Copies of a server's store.
   *
   * @param settings the server's own
   * @param cluster opens a cluster that settings describe
   */
  public StoreCopies(
      TelemetryStore from, Settings settings, Function<Settings, TelemetryStore> cluster) {
    this.from = from;
    this.settings = settings;
    this.cluster = cluster;
  }

  /**
   * Copies what has come since the last copy; returns how much that was.
   *
   * @param told now and then how far it is; ends the copy with an exception
   * @throws StoreException {@code BAD_QUESTION} if this store or that cluster is not for copying,
   *     {@code OVERLOADED} if another copy is made
   */
  public Progress copy(Order order, Consumer<Progress> told) throws InterruptedException {
    from.batches();
    if (!turn.tryAcquire()) {
      throw new StoreException(
          StoreException.Cause.OVERLOADED, "another copy is being made: try again later");
    }
    try (TelemetryStore to = cluster.apply(target(order.cluster()))) {
      StoreCopy copy = new StoreCopy(from, to, told);
      if (order.accounts()) {
        copy.documents();
      }
      copy.history();
      copy.telemetry();
      // Retention may have removed samples meanwhile.
      copy.history();
      copy.audit();
      return copy.progress();
    } finally {
      turn.release();
    }
  }

  private Settings target(Map<String, String> given) {
    given
        .keySet()
        .forEach(key -> {
          if (!key.startsWith("opensearch-")) {
            throw new StoreException(
                StoreException.Cause.BAD_QUESTION, key + " says nothing of a cluster");
          }
        });
    Settings target = settings.with(given);
    if (target.get(OpenSearchSettings.URL).isEmpty()) {
      throw new StoreException(
          StoreException.Cause.BAD_QUESTION, "opensearch-url is missing: the cluster to copy to");
    }
    return target;
  }
}
