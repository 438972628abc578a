package io.linecheck.ingest;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Measurements as they stand on the wire: a number, a number as text, empty text or null. Absent is
 * {@code NaN}; what is no finite number is {@link #UNREADABLE}.
 */
final class Numbers {
  static final double ABSENT = Double.NaN;

  /** Something stands here that is no finite number. */
  static final double UNREADABLE = Double.POSITIVE_INFINITY;

  private static final int LONGEST = 32;

  private Numbers() {}

  /** The current value; the parser is left at its end. */
  static double read(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double value = parser.getDoubleValue();
        yield Double.isFinite(value) ? value : UNREADABLE;
      }
      case VALUE_STRING ->
          parser.getStringLength() > LONGEST ? UNREADABLE : parse(parser.getString());
      case VALUE_NULL -> ABSENT;
      default -> {
        parser.skipChildren();
        yield UNREADABLE;
      }
    };
  }

  /** A number as text, in JSON's form with blanks around it; empty text is absent. */
  static double parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return ABSENT;
    }
    if (trimmed.length() > LONGEST) {
      return UNREADABLE;
    }
    for (int i = 0; i < trimmed.length(); i++) {
      if ("0123456789+-.eE".indexOf(trimmed.charAt(i)) < 0) {
        return UNREADABLE;
      }
    }
    try {
      double value = Double.parseDouble(trimmed);
      return Double.isFinite(value) ? value : UNREADABLE;
    } catch (NumberFormatException notANumber) {
      return UNREADABLE;
    }
  }
}
