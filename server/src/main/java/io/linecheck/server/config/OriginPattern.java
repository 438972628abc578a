package io.linecheck.server.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An origin whose pages may send telemetry: {@code https://softphone.example.com}, or {@code
 * https://*.example.com} for every origin below a domain, the domain itself excluded.
 */
public final class OriginPattern {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(https?)://(\\*\\.)?([a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:]+])(:\\d{1,5})?");
  private static final String ANY_LABELS = "[a-z0-9-]+(\\.[a-z0-9-]+)*";

  private final String text;
  private final Pattern matching;

  private OriginPattern(String text) {
    this.text = text;
    String[] around = text.split("\\*", 2);
    this.matching =
        Pattern.compile(
            around.length == 1
                ? Pattern.quote(text)
                : Pattern.quote(around[0]) + ANY_LABELS + Pattern.quote(around[1]));
  }

  public static OriginPattern parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!SHAPE.matcher(lower).matches()) {
      throw new IllegalArgumentException(text);
    }
    return new OriginPattern(withoutDefaultPort(lower));
  }

  public boolean matches(String origin) {
    return matching.matcher(withoutDefaultPort(origin.toLowerCase(Locale.ROOT))).matches();
  }

  @Override
  public String toString() {
    return text;
  }

  /** Browsers leave a scheme's own port out of an origin; operators sometimes write it. */
  private static String withoutDefaultPort(String origin) {
    if (origin.startsWith("https://") && origin.endsWith(":443")) {
      return origin.substring(0, origin.length() - 4);
    }
    return origin.startsWith("http://") && origin.endsWith(":80")
        ? origin.substring(0, origin.length() - 3)
        : origin;
  }
}
