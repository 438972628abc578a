package io.linecheck.server.metrics;

import java.util.stream.Collectors;

/** {@code docs/metrics.md}, made from the list of metrics. */
final class MetricsDocument {
  private static final String INTRODUCTION =
      """
      # Metrics

      `GET /api/v1/metrics` answers in Prometheus' text format. Beside the metrics below it has \
      those of the Java virtual machine and the process (`jvm_…`, `process_…`, `system_…`) under \
      Micrometer's names. A summary has `_count`, `_sum` and `_max` series.

      A label whose values come from outside has a bounded number of them.

      | metric | type | labels | |
      |---|---|---|---|
      """;

  private MetricsDocument() {}

  static String render() {
    StringBuilder document = new StringBuilder(INTRODUCTION);
    for (ServerMetric metric : ServerMetric.values()) {
      document.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  metric.prometheusName(),
                  metric.prometheusType(),
                  metric.labels().stream()
                      .map(label -> "`" + label + "`")
                      .collect(Collectors.joining(", ")),
                  metric.description()));
    }
    return document.toString();
  }
}
