package io.linecheck.store.opensearch;

import io.linecheck.query.Measure;
import java.util.List;

/** How many groups the cluster may hold in memory at a time, by what it keeps for each. */
final class PageSizes {
  /** Counts and sums: some hundred bytes. */
  static final int PLAIN = 10_000;

  /** A sketch of different values: 16 KB. */
  private static final int WITH_DISTINCT = 1_000;

  /** A histogram: about 20 KB. */
  private static final int WITH_HISTOGRAMS = 500;

  private PageSizes() {}

  static int of(List<Measure> measures, Percentiles percentiles) {
    if (percentiles instanceof Percentiles.Histograms
        && measures.stream().anyMatch(Percentiles::of)) {
      return WITH_HISTOGRAMS;
    }
    boolean distinct =
        measures.stream()
            .anyMatch(measure ->
                measure instanceof Measure.Statistic statistic
                    && statistic.function() == Measure.Function.DISTINCT);
    return distinct ? WITH_DISTINCT : PLAIN;
  }
}
