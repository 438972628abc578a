package io.linecheck.store.opensearch;

import java.util.Collection;

/** Names in a sentence: the first few, and how many more there are. */
final class SomeNames {
  private static final int MOST_NAMED = 3;

  private SomeNames() {}

  static String of(Collection<String> names) {
    String some = String.join(", ", names.stream().limit(MOST_NAMED).toList());
    return names.size() <= MOST_NAMED
        ? some
        : "%s and %d more".formatted(some, names.size() - MOST_NAMED);
  }
}
