package io.linecheck.server.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cells of a CSV file (RFC 4180) that no spreadsheet takes for a formula. */
public final class CsvCell {
  /** What makes a spreadsheet compute, at the beginning of a cell. */
  private static final String FORMULA = "=+-@\t\r\n";

  private CsvCell() {}

  public static String line(@Nullable String... cells) {
    return Arrays.stream(cells).map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
  }

  static String of(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String harmless = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return harmless.chars().anyMatch(each -> each == '"' || each == ',' || each < ' ')
            || !harmless.equals(text)
        ? "\"" + harmless.replace("\"", "\"\"") + "\""
        : harmless;
  }
}
