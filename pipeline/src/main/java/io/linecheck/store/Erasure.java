package io.linecheck.store;

import io.linecheck.model.Dataset;
import java.util.EnumMap;
import java.util.Map;

/** How many rows of each dataset an erasure removed; a dataset without any is left out. */
public record Erasure(Map<Dataset, Long> rows) {
  public Erasure {
    rows = Map.copyOf(rows);
  }

  public Erasure and(Erasure other) {
    EnumMap<Dataset, Long> sum = new EnumMap<>(Dataset.class);
    sum.putAll(rows);
    other.rows.forEach((dataset, removed) -> sum.merge(dataset, removed, Long::sum));
    return new Erasure(sum);
  }
}
