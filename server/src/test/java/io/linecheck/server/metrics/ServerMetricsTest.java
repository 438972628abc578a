package io.linecheck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.ingest.Outcome;
import io.linecheck.ingest.Route;
import io.linecheck.server.FakeStore;
import io.linecheck.server.GeneratedDocument;
import io.linecheck.server.checkup.Check.State;
import io.linecheck.store.ClusterActivity;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  private final ServerMetrics metrics = new ServerMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void everyMetricIsDocumented() throws IOException {
    GeneratedDocument.assertUpToDate("metrics.md", MetricsDocument.render());
  }

  @Test
  void everyMetricOfAScrapeIsInTheListAndTheOtherWayRound() {
    FakeStore store = new FakeStore();
    store.cluster = Optional.of(new ClusterActivity(Map.of(), Map.of(), 0, 0));
    metrics.watch(store);
    metrics.watchCluster(store);
    metrics.watchChecks(topic -> Optional.of(State.OK));
    metrics.timed(store);
    metrics.request("GET", "/x", 200, Duration.ofMillis(3));
    metrics.outcomes().mended("x");
    metrics.outcomes().unknownField(Route.CALL_REPORT, "x");

    List<String> scraped =
        Pattern.compile("^# TYPE (linecheck_\\S+ \\S+)$", Pattern.MULTILINE)
            .matcher(metrics.scrape())
            .results()
            .map(match -> match.group(1))
            // A summary's highest value is a family of its own in Prometheus' format.
            .filter(family -> !family.endsWith("_max gauge"))
            .toList();

    assertThat(scraped)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ServerMetric.values())
                .map(metric -> metric.prometheusName() + " " + metric.prometheusType())
                .toList());
  }

  @Test
  void everyOutcomeIsThereFromTheStart() {
    for (Route route : Route.values()) {
      for (String outcome :
          List.of(
              "accepted", "duplicate", "invalid", "rate_limited", "unauthorized", "unavailable")) {
        assertThat(metrics.scrape())
            .contains(
                "linecheck_ingest_items_total{outcome=\"%s\",route=\"%s\"} 0.0"
                    .formatted(outcome, route.path()));
      }
    }
    assertThat(Outcome.values()).hasSize(6);
  }

  @Test
  void namesFromOutsideAreBounded() {
    for (int i = 0; i < 1_000; i++) {
      metrics.outcomes().unknownField(Route.CALL_REPORT, "field" + i);
    }
    metrics.outcomes().unknownField(Route.CALL_REPORT, "field0");

    List<String> series =
        metrics
            .scrape()
            .lines()
            .filter(line -> line.startsWith("linecheck_ingest_unknown"))
            .toList();
    assertThat(series)
        .hasSize(101)
        .contains(
            "linecheck_ingest_unknown_fields_total{field=\"field0\",route=\"callreport\"} 2.0")
        .contains(
            "linecheck_ingest_unknown_fields_total{field=\"other\",route=\"callreport\"} 900.0");
  }
}
