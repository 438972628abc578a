package io.linecheck.bench;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param acknowledged bodies answered 200
 * @param refused bodies answered 503: to be sent again later
 * @param failed any other answer, and none
 * @param samples in the bodies that were answered 200
 * @param items accepted, by the answers: samples, and the events of calls beside them
 * @param latency of acknowledgements, in microseconds
 */
record LoadResult(
    double seconds,
    long acknowledged,
    long refused,
    long failed,
    long samples,
    long items,
    Histogram latency,
    double serverCpuSeconds) {

  /** The run in the middle, by samples a second. */
  static LoadResult median(List<LoadResult> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(LoadResult::samplesPerSecond))
        .toList()
        .get(runs.size() / 2);
  }

  double bodiesPerSecond() {
    return acknowledged / seconds;
  }

  double samplesPerSecond() {
    return samples / seconds;
  }

  double latencyMillis(double percentile) {
    return latency.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toMicros(1);
  }

  double cpuPercent() {
    return 100 * serverCpuSeconds / seconds;
  }
}
