package io.linecheck.store.opensearch;

/**
 * Texts as regular expressions of Lucene that match them in any case. Lucene's own case-insensitive
 * matching knows ASCII alone.
 */
final class TextPattern {
  private static final String ANYTHING = ".*";

  private TextPattern() {}

  static String containing(String text) {
    return ANYTHING + anyCase(text) + ANYTHING;
  }

  static String beginningWith(String prefix) {
    return anyCase(prefix) + ANYTHING;
  }

  private static String anyCase(String text) {
    StringBuilder pattern = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          int lower = Character.toLowerCase(point);
          int upper = Character.toUpperCase(point);
          if (lower == upper) {
            escaped(pattern, point);
          } else {
            pattern.append('[').appendCodePoint(lower).appendCodePoint(upper).append(']');
          }
        });
    return pattern.toString();
  }

  /**
   * Every character that is no letter or digit may mean something to some version of the syntax.
   */
  private static void escaped(StringBuilder pattern, int point) {
    if (!Character.isLetterOrDigit(point)) {
      pattern.append('\\');
    }
    pattern.appendCodePoint(point);
  }
}
