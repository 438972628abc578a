package io.linecheck.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The known name somebody probably meant: the shortest that has the word in it, else the nearest by
 * Levenshtein distance, whatever the case.
 */
public final class NearestName {
  private NearestName() {}

  public static Optional<String> to(String name, Collection<String> known) {
    String word = name.toLowerCase(Locale.ROOT);
    Optional<String> containing =
        known.stream()
            .filter(candidate -> candidate.toLowerCase(Locale.ROOT).contains(word))
            .min(Comparator.comparingInt(String::length));
    return containing.or(() ->
        known.stream()
            .min(
                Comparator.comparingInt(
                    candidate -> distance(word, candidate.toLowerCase(Locale.ROOT)))));
  }

  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
