package io.linecheck.server.config;

import io.linecheck.server.config.Retention.Forever;
import io.linecheck.server.config.Retention.Limited;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a setting is written.
 *
 * @param expectation completes "expected …"
 */
public record ValueType<T>(String expectation, Parser<T> parser) {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

  /** Reads a value; throws {@link IllegalArgumentException} for what it does not understand. */
  public interface Parser<T> {
    T parse(String text);
  }

  static ValueType<String> text(String expectation, String pattern) {
    Pattern shape = Pattern.compile(pattern);
    return new ValueType<>(
        expectation,
        text -> {
          require(shape.matcher(text).matches());
          return text;
        });
  }

  static ValueType<Integer> wholeNumber(int least, int most) {
    return new ValueType<>(
        "a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= least && value <= most);
          return value;
        });
  }

  static ValueType<Double> number(double least, double most) {
    return new ValueType<>(
        "a number from " + plain(least) + " to " + plain(most),
        text -> {
          double value = Double.parseDouble(text);
          require(value >= least && value <= most);
          return value;
        });
  }

  /** Bytes, plain or with a binary unit. */
  static ValueType<Long> bytes(long least, long most) {
    return new ValueType<>(
        "a number of bytes from " + least + " to " + most + ", such as 1048576, 64KiB, 1MiB, 1GiB",
        text -> {
          Matcher matcher = QUANTITY.matcher(text);
          require(matcher.matches());
          long unit =
              switch (matcher.group(2)) {
                case "", "B" -> 1L;
                case "KiB" -> 1L << 10;
                case "MiB" -> 1L << 20;
                case "GiB" -> 1L << 30;
                default -> throw new IllegalArgumentException();
              };
          long value = Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
          require(value >= least && value <= most);
          return value;
        });
  }

  public static ValueType<Duration> duration(Duration least, Duration most) {
    return new ValueType<>(
        "a duration from %s to %s, such as 250ms, 10s, 15m, 12h, 30d"
            .formatted(written(least), written(most)),
        text -> {
          Duration value = parseDuration(text);
          require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
          return value;
        });
  }

  static ValueType<Retention> retention() {
    return new ValueType<>(
        "a duration of an hour or more, such as 12h or 30d, or the word forever",
        text -> {
          if (text.equals("forever")) {
            return new Forever();
          }
          Duration value = parseDuration(text);
          require(value.compareTo(Duration.ofHours(1)) >= 0);
          return new Limited(value);
        });
  }

  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> words) {
    String expectation =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(" or "));
    return new ValueType<>(
        expectation,
        text -> {
          require(text.equals(text.toLowerCase(Locale.ROOT)) && !text.contains("_"));
          return Enum.valueOf(words, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        });
  }

  static ValueType<Path> path() {
    return new ValueType<>(
        "a path",
        text -> {
          require(!text.isBlank());
          return Path.of(text);
        });
  }

  /** An absolute http or https address without query or fragment; empty for none. */
  static ValueType<Optional<URI>> optionalUrl() {
    return new ValueType<>(
        "an address such as https://linecheck.example.com, or nothing",
        text -> {
          if (text.isEmpty()) {
            return Optional.empty();
          }
          URI uri = uri(text);
          require(uri.getRawQuery() == null && uri.getRawFragment() == null);
          return Optional.of(uri);
        });
  }

  static ValueType<Optional<String>> optionalText(String expectation, String pattern) {
    return optional(text(expectation, pattern));
  }

  static ValueType<String> awsRegion() {
    return text("an AWS region such as eu-central-1", "[a-z]{2,4}(-[a-z]+)+-\\d");
  }

  /** Empty for none. */
  static <T> ValueType<Optional<T>> optional(ValueType<T> present) {
    return new ValueType<>(
        present.expectation + ", or nothing",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(present.parser.parse(text)));
  }

  /** Items separated by commas; empty for none. */
  static <T> ValueType<List<T>> listOf(String expectation, Parser<T> item) {
    return new ValueType<>(
        expectation + ", separated by commas, or nothing",
        text ->
            text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).map(item::parse).toList());
  }

  static URI uri(String text) {
    try {
      URI uri = new URI(text);
      require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
      require(uri.getHost() != null && uri.getUserInfo() == null);
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The largest unit that says it exactly. */
  static String written(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds != 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    require(matcher.matches());
    long count = Long.parseLong(matcher.group(1));
    try {
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> throw new IllegalArgumentException();
      };
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }
}
