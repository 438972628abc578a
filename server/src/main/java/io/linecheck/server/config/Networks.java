package io.linecheck.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Networks in CIDR form. */
final class Networks {
  // Only digits and colons reach InetAddress, so that nothing is looked up by name.
  private static final Pattern LITERAL =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(/(\\d{1,3}))?");

  private Networks() {}

  static String parse(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    int slash = text.indexOf('/');
    try {
      int bits =
          InetAddress.getByName(slash < 0 ? text : text.substring(0, slash)).getAddress().length
              * 8;
      if (slash >= 0 && Integer.parseInt(text.substring(slash + 1)) > bits) {
        throw new IllegalArgumentException(text);
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
    return text;
  }
}
