package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(OpenSearchCluster.class)
class SetupTest {
  /** Told by the clock at the time of the question. */
  private static final Set<String> NOT_STORED = Set.of("active", "activeCount");

  private static final Map<Dataset, String> TEMPLATES =
      new EnumMap<>(
          Map.of(
              Dataset.SAMPLES, "samples",
              Dataset.WINDOWS, "windows",
              Dataset.CALLS, "calls",
              Dataset.REPORTS, "reports",
              Dataset.API_METRICS, "api-metrics",
              Dataset.EVENTS, "events"));

  @ParameterizedTest
  @EnumSource
  void everyFieldOfTheCatalogueIsMapped(Dataset dataset) {
    JsonNode mappings =
        Templates.resource(TEMPLATES.getOrDefault(dataset, "")).path("template").path("mappings");
    for (Field field : Fields.of(dataset)) {
      if (NOT_STORED.contains(field.name())) {
        continue;
      }
      JsonNode mapping = mappings;
      for (String part : Indices.path(dataset, field).split("\\.", -1)) {
        mapping =
            mapping.has("properties")
                ? mapping.path("properties").path(part)
                : mapping.path("fields").path(part);
      }
      assertThat(mapping.path("type").asString("none"))
          .as(field.name())
          .isEqualTo(
              switch (field.type()) {
                case KEYWORD -> "keyword";
                case NUMBER -> "double";
                case BOOLEAN -> "boolean";
                case TIME -> "date";
              });
    }
  }

  @Test
  void aClusterIsSetUpOnce() {
    Cluster cluster = OpenSearchCluster.running().cluster();
    OpenSearchConfig.Layout layout =
        new OpenSearchConfig.Layout("setup-", 1, 0, Duration.ofSeconds(1), true);
    Setup setup = new Setup(cluster, layout);

    assertThat(setup.plan()).extracting(Setup.Step::action).containsOnly(Setup.Action.INSTALL);
    assertThat(setup.install()).extracting(Setup.Step::action).containsOnly(Setup.Action.INSTALL);
    assertThat(setup.install()).extracting(Setup.Step::action).containsOnly(Setup.Action.NONE);
    OpenSearchConfig.Layout more =
        new OpenSearchConfig.Layout(layout.prefix(), 1, 2, layout.refreshInterval(), true);
    assertThat(new Setup(cluster, more).plan())
        .extracting(Setup.Step::action)
        .containsOnly(Setup.Action.RENEW);
    cluster.send("DELETE", "_index_template/" + layout.prefix() + "*");
  }
}
