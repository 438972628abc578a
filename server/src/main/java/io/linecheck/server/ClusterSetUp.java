package io.linecheck.server;

import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.store.StoreException;
import io.linecheck.store.opensearch.ClusterSetup;
import io.linecheck.store.opensearch.DashboardsExport;
import java.util.List;
import java.util.function.Function;

/**
 * Prepares the cluster that the settings name. A line for each index template tells what is done.
 */
public final class ClusterSetUp {
  private ClusterSetUp() {}

  /** What {@link #install} would do. */
  public static List<String> plan(Settings settings) {
    return withSetup(settings, ClusterSetup::plan);
  }

  /** Installs and renews index templates. */
  public static List<String> install(Settings settings) {
    return withSetup(settings, ClusterSetup::install);
  }

  /**
   * Saved objects for OpenSearch Dashboards or Kibana over the indices that the settings name, as
   * NDJSON.
   */
  public static String dashboards(Settings settings) {
    return DashboardsExport.ndjson(settings.get(OpenSearchSettings.PREFIX).orElse(""));
  }

  private static List<String> withSetup(
      Settings settings, Function<ClusterSetup, List<String>> work) {
    try (ClusterSetup setup = ClusterSetup.of(ClusterSettings.config(settings))) {
      return work.apply(setup);
    } catch (StoreException | IllegalArgumentException e) {
      throw new StartException("the cluster cannot be set up: " + e.getMessage(), e);
    }
  }
}
