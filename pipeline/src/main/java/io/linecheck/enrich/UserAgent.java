package io.linecheck.enrich;

import org.jspecify.annotations.Nullable;

/**
 * Browser and operating system by the {@code User-Agent} header, for pages that do not name them.
 * Versions that browsers froze (Chromium's minor numbers, Windows 10, macOS 10.15.7) are passed on
 * as they stand; the operating system is therefore named without one.
 */
public record UserAgent(
    @Nullable String browser, @Nullable String browserVersion, @Nullable String os) {
  public static final UserAgent UNKNOWN = new UserAgent(null, null, null);

  /** Product token and the browser it stands for; the first that is found decides. */
  private static final String[][] BROWSERS = {
    {"Edg/", "Edge"},
    {"EdgA/", "Edge"},
    {"OPR/", "Opera"},
    {"Firefox/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Version/", "Safari"}
  };

  private static final String[][] SYSTEMS = {
    {"Windows", "Windows"},
    {"CrOS", "ChromeOS"},
    {"Android", "Android"},
    {"iPhone", "iOS"},
    {"iPad", "iOS"},
    {"Mac OS X", "macOS"},
    {"Linux", "Linux"}
  };

  public static UserAgent parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return UNKNOWN;
    }
    String os = null;
    for (String[] system : SYSTEMS) {
      if (header.contains(system[0])) {
        os = system[1];
        break;
      }
    }
    for (String[] browser : BROWSERS) {
      int at = header.indexOf(browser[0]);
      if (at >= 0) {
        return new UserAgent(browser[1], version(header, at + browser[0].length()), os);
      }
    }
    return new UserAgent(null, null, os);
  }

  private static @Nullable String version(String header, int from) {
    int to = from;
    while (to < header.length()
        && to - from < 32
        && (header.charAt(to) == '.' || Character.digit(header.charAt(to), 10) >= 0)) {
      to++;
    }
    return to == from ? null : header.substring(from, to);
  }
}
