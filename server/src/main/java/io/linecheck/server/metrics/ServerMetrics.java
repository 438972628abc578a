package io.linecheck.server.metrics;

import io.linecheck.ingest.Outcomes;
import io.linecheck.model.Dataset;
import io.linecheck.server.checkup.Check.State;
import io.linecheck.server.checkup.Topic;
import io.linecheck.store.ClusterActivity;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.TelemetryWriter;
import io.linecheck.store.WriteReceipt;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The registry of all metrics. Safe for many threads. */
public final class ServerMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Outcomes outcomes = new CountedOutcomes(registry);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  public Outcomes outcomes() {
    return outcomes;
  }

  /**
   * Counts an answered request.
   *
   * @param route the pattern that matched, never the path itself
   */
  public void request(String method, String route, int status, Duration took) {
    Timer.builder(ServerMetric.HTTP_REQUESTS.meterName())
        .description(ServerMetric.HTTP_REQUESTS.description())
        .tags("method", method, "route", route, "status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  /** The same writer, its writes timed. */
  public TelemetryWriter timed(TelemetryWriter writer) {
    Timer durable = writes("durable");
    Timer refused = writes("refused");
    return batch -> {
      long start = System.nanoTime();
      try {
        WriteReceipt receipt = writer.write(batch);
        durable.record(Duration.ofNanos(System.nanoTime() - start));
        return receipt;
      } catch (StoreException e) {
        refused.record(Duration.ofNanos(System.nanoTime() - start));
        throw e;
      }
    };
  }

  /** Shows the store's health. One scrape asks for it once. */
  public void watch(TelemetryStore store) {
    Supplier<StoreHealth> health = new Recent<>(store::health, Duration.ofSeconds(1));
    gauge(ServerMetric.STORE_QUEUED_BATCHES, health, StoreHealth::queuedBatches);
    gauge(ServerMetric.STORE_DERIVED_LAG, health, state -> state.derivedLagMillis() / 1e3);
    gauge(ServerMetric.STORE_BYTES, health, StoreHealth::bytes);
    gauge(ServerMetric.STORE_WRITABLE, health, state -> state.writable() ? 1 : 0);
    FunctionTimer.builder(
            ServerMetric.STORE_COMMITS.meterName(),
            health,
            state -> state.get().activity().commits().count(),
            state -> state.get().activity().commits().totalMillis(),
            TimeUnit.MILLISECONDS)
        .description(ServerMetric.STORE_COMMITS.description())
        .register(registry);
    for (Dataset dataset : Dataset.values()) {
      Gauge.builder(
              ServerMetric.STORE_ROWS.meterName(), health, state -> rows(state.get(), dataset))
          .strongReference(true)
          .description(ServerMetric.STORE_ROWS.description())
          .tag("dataset", dataset.apiName())
          .register(registry);
    }
  }

  /** Shows how work with the store's cluster goes, if it has one. */
  public void watchCluster(TelemetryStore store) {
    if (store.cluster().isEmpty()) {
      return;
    }
    Supplier<ClusterActivity> cluster =
        new Recent<>(() -> store.cluster().orElseThrow(), Duration.ofSeconds(1));
    new ClusterMeters(registry, cluster).register();
  }

  /** Shows how the checks were at their last look. */
  public void watchChecks(Function<Topic, Optional<State>> checks) {
    for (Topic topic : Topic.values()) {
      Gauge.builder(
              ServerMetric.CHECK_STATE.meterName(),
              checks,
              states -> states.apply(topic).map(ServerMetrics::number).orElse(Double.NaN))
          .strongReference(true)
          .description(ServerMetric.CHECK_STATE.description())
          .tag("check", topic.id())
          .register(registry);
    }
  }

  /** Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private static double rows(StoreHealth health, Dataset dataset) {
    Long rows = health.rows().get(dataset);
    return rows == null ? Double.NaN : rows;
  }

  private static double number(State state) {
    return switch (state) {
      case OK -> 0;
      case UNKNOWN -> 1;
      case ATTENTION -> 2;
      case FAILING -> 3;
    };
  }

  private Timer writes(String result) {
    return Timer.builder(ServerMetric.STORE_WRITES.meterName())
        .description(ServerMetric.STORE_WRITES.description())
        .tag("result", result)
        .register(registry);
  }

  private void gauge(
      ServerMetric metric, Supplier<StoreHealth> health, ToDoubleFunction<StoreHealth> value) {
    Gauge.builder(metric.meterName(), health, state -> value.applyAsDouble(state.get()))
        .description(metric.description())
        .strongReference(true)
        .register(registry);
  }
}
