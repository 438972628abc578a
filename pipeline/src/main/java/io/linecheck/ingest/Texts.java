package io.linecheck.ingest;

import org.jspecify.annotations.Nullable;

/** Text from outside, made fit for storing and showing. */
final class Texts {
  /** Longest attribute that is kept whole; Connect's longest names have 256 characters. */
  static final int LONGEST_ATTRIBUTE = 512;

  private static final int LONGEST_QUOTE = 40;

  private Texts() {}

  /**
   * Without control characters and halves of surrogate pairs, trimmed, and cut to length; null for
   * what is then empty.
   */
  static @Nullable String clean(@Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    String clean = isClean(text) ? text : repaired(text);
    clean = clean.strip();
    if (clean.length() > longest) {
      boolean splitsPair = Character.isHighSurrogate(clean.charAt(longest - 1));
      clean = clean.substring(0, splitsPair ? longest - 1 : longest);
    }
    return clean.isEmpty() ? null : clean;
  }

  /** A bad value, shortened and in quotes, for a message. */
  static String quoted(String value) {
    String clean = clean(value, LONGEST_QUOTE);
    if (clean == null) {
      return "\"\"";
    }
    return clean.length() < value.strip().length() ? '"' + clean + "…\"" : '"' + clean + '"';
  }

  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String repaired(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            repaired.append(' ');
          } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            repaired.append('\uFFFD');
          } else {
            repaired.appendCodePoint(c);
          }
        });
    return repaired.toString();
  }
}
