package io.linecheck.server.identity;

import io.linecheck.server.config.Shortened;
import io.linecheck.server.identity.IdentityException.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/** How accounts are named: harmless in a log line, an address and a spreadsheet's cell. */
public final class AccountName {
  public static final String EXPECTATION =
      "1 to 64 letters, digits, dots, dashes, underscores, plus or at signs, a letter or digit"
          + " first";

  /** Its account needs no password and does not outlive the demo. */
  static final String DEMO = "demo";

  /** Leaves room for a number behind it. */
  private static final int LONGEST_RESEMBLING = 58;

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

  private AccountName() {}

  public static boolean isValid(String name) {
    return SHAPE.matcher(name).matches();
  }

  /** The name of a new account. */
  static String require(String name) {
    if (!isValid(name)) {
      throw new IdentityException(Reason.INVALID, "name: it is not valid, expected " + EXPECTATION);
    }
    if (id(name).equals(DEMO)) {
      throw new IdentityException(Reason.CONFLICT, "name: \"" + DEMO + "\" belongs to the demo");
    }
    return name;
  }

  static String shown(String name) {
    return Shortened.of(name);
  }

  /** A valid name as close to the wish as can be. */
  static String resembling(String wish) {
    String name = wish.replaceAll("[^A-Za-z0-9._@+-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    if (name.isEmpty()) {
      return "person";
    }
    String shortened = name.substring(0, Math.min(name.length(), LONGEST_RESEMBLING));
    return id(shortened).equals(DEMO) ? shortened + "-person" : shortened;
  }

  static String id(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
