package io.linecheck.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes something else of a body: in JSON's terms mostly, else byte by byte. */
final class Mutator {
  private static final int MOST_STEPS = 4;
  private static final int LARGEST = 200_000;
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<=[:\\[,])\\s*(\"(?:[^\"\\\\]|\\\\.){0,200}\"|-?\\d[\\d.eE+-]{0,30}|true|false|null)");
  private static final Pattern NAME = Pattern.compile("\"(\\w{1,60})\"(?=\\s*:)");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1e400",
          "-1e400",
          "1e-400",
          "NaN",
          "Infinity",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "253402300800000",
          "1".repeat(1_000),
          "0." + "3".repeat(500),
          "01",
          "0x10",
          "1_000",
          "\"\"",
          "\"0\"",
          "\"1e999\"",
          "\"null\"",
          "\"NaN\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\uffff\"",
          "\"\\u202e\"",
          "\"\u00e9\\u0301\"",
          "\"\ud83d\ude00\"",
          "\"" + "a".repeat(5_000) + "\"",
          "\"'; DROP TABLE sample; --\"",
          "\"%s%n%x\"",
          "\"${jndi:ldap://x}\"",
          "\"../../etc\"",
          "\"<script>alert(1)</script>\"",
          "\"=1+1\"",
          "\"2026-13-45T99:99:99Z\"",
          "\"+1000000000-12-31T23:59:59Z\"",
          "\"audio_input\"",
          "[]",
          "{}",
          "[[[[[[[[[[]]]]]]]]]]",
          "[null]",
          "{\"a\":{\"b\":{\"c\":[]}}}",
          "[" + "1,".repeat(2_000) + "1]",
          "[".repeat(2_000),
          "{\"a\":".repeat(1_000));

  private final RandomGenerator random;
  private final List<byte[]> donors;

  /**
   * @param donors what parts of may come into a body
   */
  Mutator(RandomGenerator random, List<byte[]> donors) {
    this.random = random;
    this.donors = donors;
  }

  byte[] mutate(byte[] body) {
    byte[] changed = body;
    int steps = 1 + random.nextInt(1 + random.nextInt(MOST_STEPS));
    for (int step = 0; step < steps && changed.length < LARGEST; step++) {
      changed = random.nextInt(4) > 0 ? asJson(changed) : asBytes(changed);
    }
    return changed;
  }

  private byte[] asJson(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0, 1 -> replaced(text, VALUE, 1, pick(VALUES));
      case 2 -> replaced(text, NAME, 1, "x" + random.nextInt(1_000));
      // A member twice, an item twice.
      case 3 -> repeated(text);
      default -> swapped(text);
    };
  }

  private byte[] replaced(String text, Pattern pattern, int group, String by) {
    Matcher found = pattern.matcher(text);
    return some(found, text.length())
        ? utf8(text.substring(0, found.start(group)) + by + text.substring(found.end(group)))
        : utf8(text + by);
  }

  /** One behind a place chosen by chance, or the first. */
  private boolean some(Matcher matcher, int length) {
    return matcher.find(random.nextInt(length + 1)) || matcher.find(0);
  }

  private byte[] repeated(String text) {
    int from = text.indexOf('{', random.nextInt(text.length() + 1));
    int to = from < 0 ? -1 : text.indexOf('}', from);
    if (to < 0) {
      return utf8(text + text);
    }
    String part = text.substring(from, to + 1);
    int times = random.nextInt(10) == 0 ? 200 : 1;
    return utf8(text.substring(0, to + 1) + ("," + part).repeat(times) + text.substring(to + 1));
  }

  /** A value where another was. */
  private byte[] swapped(String text) {
    Matcher found = VALUE.matcher(text);
    return some(found, text.length()) ? replaced(text, VALUE, 1, found.group(1)) : utf8(text);
  }

  private byte[] asBytes(byte[] body) {
    if (body.length == 0) {
      return pick(donors);
    }
    int at = random.nextInt(body.length);
    return switch (random.nextInt(6)) {
      case 0 -> {
        byte[] flipped = body.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> Arrays.copyOf(body, at);
      case 2 -> {
        int length = random.nextInt(Math.min(64, body.length - at) + 1);
        yield joined(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at + length, body.length));
      }
      case 3 -> {
        byte[] noise = new byte[1 + random.nextInt(16)];
        random.nextBytes(noise);
        yield joined(Arrays.copyOf(body, at), noise, Arrays.copyOfRange(body, at, body.length));
      }
      case 4 -> {
        byte[] donor = pick(donors);
        int from = random.nextInt(donor.length);
        byte[] part = Arrays.copyOfRange(donor, from, Math.min(donor.length, from + 500));
        yield joined(Arrays.copyOf(body, at), part, Arrays.copyOfRange(body, at, body.length));
      }
      default -> joined(body, body);
    };
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
