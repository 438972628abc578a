package io.linecheck.server.config;

import java.util.regex.Pattern;

/** Values as error messages quote them. */
public final class Shortened {
  private static final int MOST = 60;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private Shortened() {}

  /** Without what ends a line, moves the cursor or turns the direction of writing. */
  public static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
  }

  public static String of(String text) {
    String printable = printable(text);
    return printable.length() <= MOST ? printable : printable.substring(0, MOST) + "…";
  }
}
