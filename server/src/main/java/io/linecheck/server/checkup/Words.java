package io.linecheck.server.checkup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How checks write numbers and times. */
final class Words {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

  private Words() {}

  /** {@code 3 min ago}; beyond a day the moment itself stands beside it. */
  static String ago(Instant moment, Instant now) {
    Duration age = Duration.between(moment, now);
    if (age.isNegative() || age.toSeconds() == 0) {
      return "just now";
    }
    String words = span(age) + " ago";
    return age.toHours() < 24 ? words : words + " (" + minute(moment) + ")";
  }

  /** The two largest units: {@code 3 d 4 h}, {@code 12 min}, {@code 41 s}. */
  static String span(Duration length) {
    if (length.toDays() > 0) {
      return length.toDays() + " d" + rest(length.toHoursPart(), "h");
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h" + rest(length.toMinutesPart(), "min");
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  static String minute(Instant moment) {
    return MINUTE.format(moment);
  }

  static String day(Instant moment) {
    return DAY.format(moment);
  }

  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 page}, {@code 3 pages}. */
  static String count(long count, String one) {
    return count(count) + " " + (count == 1 ? one : one + "s");
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** A clause with a capital letter and a full stop. */
  static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT)
        + clause.substring(1)
        + (clause.endsWith(".") ? "" : ".");
  }

  private static String rest(int value, String unit) {
    return value == 0 ? "" : " " + value + " " + unit;
  }
}
