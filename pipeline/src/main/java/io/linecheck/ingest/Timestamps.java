package io.linecheck.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Times as they stand on the wire: ISO-8601 text, epoch milliseconds, or those as text.
 *
 * <p>{@code JSON.stringify} writes a {@code Date} in one form only, so that form is read from the
 * parser's buffer without making a string; every other form takes the slow way.
 */
final class Timestamps {
  /** No time stands here: null, or empty text. */
  static final long ABSENT = Long.MIN_VALUE;

  /** Something stands here that is no time. */
  static final long UNREADABLE = Long.MIN_VALUE + 1;

  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  /** Days that a month has in every year; 29 February takes the slow way. */
  private static final int[] SURE_DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Timestamps() {}

  /** Epoch milliseconds of the current value; the parser is left at its end. */
  static long read(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ofNumber(parser.getDoubleValue());
      case VALUE_STRING -> {
        char[] chars = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        long fast = usual(chars, offset, length);
        yield fast != UNREADABLE ? fast : unusual(new String(chars, offset, length));
      }
      case VALUE_NULL -> ABSENT;
      default -> {
        parser.skipChildren();
        yield UNREADABLE;
      }
    };
  }

  /** The same for a value read before: text, a number or nothing. */
  static long of(@Nullable Object value) {
    return switch (value) {
      case null -> ABSENT;
      case Number number -> ofNumber(number.doubleValue());
      case String text -> unusual(text);
      default -> UNREADABLE;
    };
  }

  static boolean isTime(long read) {
    return read != ABSENT && read != UNREADABLE;
  }

  private static long ofNumber(double millis) {
    return Math.abs(millis) < 1e15 ? (long) Math.floor(millis) : UNREADABLE;
  }

  /** {@code 2026-11-22T07:48:06.748Z}, and nothing else. */
  private static long usual(char[] c, int o, int length) {
    if (length != 24
        || c[o + 4] != '-'
        || c[o + 7] != '-'
        || c[o + 10] != 'T'
        || c[o + 13] != ':'
        || c[o + 16] != ':'
        || c[o + 19] != '.'
        || c[o + 23] != 'Z') {
      return UNREADABLE;
    }
    int year = digits(c, o, 4);
    int month = digits(c, o + 5, 2);
    int day = digits(c, o + 8, 2);
    int hour = digits(c, o + 11, 2);
    int minute = digits(c, o + 14, 2);
    int second = digits(c, o + 17, 2);
    int millis = digits(c, o + 20, 3);
    boolean valid =
        year >= 1970
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= SURE_DAYS_OF_MONTH[month - 1]
            && hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 59
            && millis >= 0;
    if (!valid) {
      return UNREADABLE;
    }
    long days = daysSinceEpoch(year, month, day);
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000L + millis;
  }

  private static long daysSinceEpoch(int year, int month, int day) {
    long before = year - 1L;
    long leapDays = before / 4 - before / 100 + before / 400 - 477;
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int leapDay = leap && month > 2 ? 1 : 0;
    return (year - 1970) * 365L + leapDays + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1;
  }

  /** The number, or a negative one if a character is no digit. */
  private static int digits(char[] c, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = c[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long unusual(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return ABSENT;
    }
    if (trimmed.length() > 40) {
      return UNREADABLE;
    }
    double number = Numbers.parse(trimmed);
    if (Double.isFinite(number)) {
      return ofNumber(number);
    }
    try {
      return Instant.parse(trimmed).toEpochMilli();
    } catch (DateTimeException | ArithmeticException notATime) {
      return UNREADABLE;
    }
  }
}
