package io.linecheck.server;

import io.linecheck.server.config.OpenSearchSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import io.linecheck.store.opensearch.ClusterSetup;
import io.linecheck.store.opensearch.DashboardsExport;
import java.util.List;
import java.util.function.Function;

/**
 * Prepares the cluster that the settings name, or looks at it. Where it is prepared, a line for
 * each index template tells what is done.
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

  /** What an operator must mend about the cluster, the worst first; changes nothing. */
  public static List<Trouble> troubles(Settings settings) {
    try (ClusterSetup setup = ClusterSetup.of(ClusterSettings.config(settings))) {
      return setup.troubles();
    } catch (IllegalArgumentException e) {
      return List.of(
          new Trouble(Effect.REFUSED, String.valueOf(e.getMessage()), "mend opensearch-authority"));
    }
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
