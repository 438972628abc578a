package io.linecheck.store.duckdb;

import io.linecheck.model.Quality;
import java.util.Locale;

/** Qualities as the tables have them: by their API names. */
final class QualityName {
  private QualityName() {}

  static Quality parse(String name) {
    return Quality.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** A place in an array. */
  static int rank(Quality quality) {
    return switch (quality) {
      case GOOD -> 0;
      case FAIR -> 1;
      case POOR -> 2;
      case BAD -> 3;
      case UNCLASSIFIED -> 4;
    };
  }
}
