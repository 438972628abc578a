package io.linecheck.server.metrics;

import io.linecheck.store.ClusterActivity;
import io.linecheck.store.ClusterActivity.Request;
import io.linecheck.store.ClusterActivity.Requests;
import io.linecheck.store.ClusterActivity.Result;
import io.linecheck.store.ClusterActivity.Work;
import io.linecheck.store.ClusterActivity.WriteEnd;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics of work with a cluster, each series there from the start. */
final class ClusterMeters {
  private static final Requests NONE = new Requests(0, 0);

  private final MeterRegistry registry;
  private final Supplier<ClusterActivity> cluster;

  ClusterMeters(MeterRegistry registry, Supplier<ClusterActivity> cluster) {
    this.registry = registry;
    this.cluster = cluster;
  }

  void register() {
    for (Work work : Work.values()) {
      for (Result result : Result.values()) {
        requests(new Request(work, result));
      }
    }
    for (WriteEnd end : WriteEnd.values()) {
      writes(end);
    }
    gauge(ServerMetric.CLUSTER_PENDING_NOTES, ClusterActivity::pendingNotes);
    gauge(ServerMetric.CLUSTER_OPEN_WALKS, ClusterActivity::openWalks);
  }

  private void requests(Request request) {
    FunctionTimer.builder(
            ServerMetric.CLUSTER_REQUESTS.meterName(),
            cluster,
            now -> now.get().requests().getOrDefault(request, NONE).count(),
            now -> now.get().requests().getOrDefault(request, NONE).totalMillis(),
            TimeUnit.MILLISECONDS)
        .description(ServerMetric.CLUSTER_REQUESTS.description())
        .tags("work", label(request.work()), "result", label(request.result()))
        .register(registry);
  }

  private void writes(WriteEnd end) {
    FunctionCounter.builder(
            ServerMetric.CLUSTER_WRITES.meterName(),
            cluster,
            now -> now.get().writes().getOrDefault(end, 0L))
        .description(ServerMetric.CLUSTER_WRITES.description())
        .tag("end", label(end))
        .register(registry);
  }

  private void gauge(ServerMetric metric, ToDoubleFunction<ClusterActivity> value) {
    Gauge.builder(metric.meterName(), cluster, now -> value.applyAsDouble(now.get()))
        .description(metric.description())
        .strongReference(true)
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
