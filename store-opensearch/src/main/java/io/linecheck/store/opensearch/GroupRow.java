package io.linecheck.store.opensearch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of an aggregate answer.
 *
 * @param key the values that make the group, with the bucket's start if there is one
 * @param measured the measures' values
 */
record GroupRow(List<@Nullable Object> key, List<@Nullable Object> measured) {
  static GroupRow of(Measures measures, Measures.Group group) {
    List<@Nullable Object> measured = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      measured.add(measures.value(i, group));
    }
    return new GroupRow(group.key(), measured);
  }

  List<@Nullable Object> cells() {
    List<@Nullable Object> cells = new ArrayList<>(key);
    cells.addAll(measured);
    return cells;
  }
}
