package io.linecheck.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences that tell what was wrong with a question. */
public final class BadQuestion {
  private static final int NAMES_OFFERED = 3;
  private static final int LONGEST_SHOWN = 60;

  private BadQuestion() {}

  public static StoreException of(String sentence) {
    return new StoreException(StoreException.Cause.BAD_QUESTION, sentence);
  }

  /** {@code what} names what was looked for and where: "dataset calls has no field". */
  public static StoreException unknownName(String what, String name, Collection<String> known) {
    return of(what + " '" + shortened(name) + "'; near it are " + near(name, known));
  }

  public static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private static String near(String name, Collection<String> known) {
    String wanted = shortened(name).toLowerCase(Locale.ROOT);
    List<String> sorted =
        known.stream()
            .sorted(
                Comparator.comparingInt(
                    (String candidate) -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
            .toList();
    return sorted.stream().limit(NAMES_OFFERED).collect(Collectors.joining(", "));
  }

  /** Levenshtein's, but that a name which holds the other is near whatever its length. */
  private static int distance(String a, String b) {
    if (a.contains(b) || b.contains(a)) {
      return 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
