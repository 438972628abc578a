package io.linecheck.server.identity;

import io.linecheck.server.identity.IdentityException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a new password must be like: long, and not one of those that are tried first. No rules about
 * kinds of characters (NIST SP 800-63B §3.1.1.2): they make passwords predictable.
 */
public final class PasswordRules {
  public static final int SHORTEST = 12;
  public static final int LONGEST = 128;

  private static final Set<String> COMMON = read("common-passwords.txt");
  private static final Pattern REPEATED = Pattern.compile("(.{1,6}?)\\1+.{0,5}");
  private static final String KEYBOARD =
      "abcdefghijklmnopqrstuvwxyz 01234567890123456789 qwertyuiopasdfghjklzxcvbnm"
          + " 1qaz2wsx3edc4rfv5tgb6yhn7ujm qwertzuiopasdfghjklyxcvbnm azertyuiopqsdfghjklmwxcvbn";

  private PasswordRules() {}

  static void require(String password, String accountName) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new IdentityException(
          Reason.INVALID,
          "password: it has %d characters, expected %d to %d".formatted(length, SHORTEST, LONGEST));
    }
    if (isCommon(password, accountName)) {
      throw new IdentityException(
          Reason.INVALID,
          "password: it is one that is tried first, expected something less common");
    }
  }

  /** Whether little is left once what everybody adds to a common word is taken off. */
  static boolean isCommon(String password, String accountName) {
    String plain = password.toLowerCase(Locale.ROOT);
    return COMMON.contains(plain)
        || COMMON.contains(bare(plain))
        || bare(plain).equals(bare(accountName.toLowerCase(Locale.ROOT)))
        || REPEATED.matcher(plain).matches()
        || KEYBOARD.contains(plain)
        || KEYBOARD.contains(new StringBuilder(plain).reverse());
  }

  /**
   * Without years and signs around it and between its words, and with letters for what is alike.
   */
  private static String bare(String text) {
    return unspelled(text.replaceAll("^[^a-z]+|[^a-z]+$", "")).replaceAll("[^a-z]", "");
  }

  /** Digits and signs in place of letters that look alike. */
  private static String unspelled(String text) {
    return text.replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('5', 's')
        .replace('7', 't')
        .replace('@', 'a')
        .replace('$', 's')
        .replace('!', 'i');
  }

  private static Set<String> read(String name) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
