package io.linecheck.server.http;

import java.net.InetAddress;
import java.util.Locale;

/** What a Host header names. */
final class Hosts {
  private Hosts() {}

  /** Without the port, in lower case. */
  static String nameOf(String host) {
    return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  /** Whether it is localhost or an IP address: names that nobody elsewhere can give away. */
  static boolean isThisMachineOrAddress(String host) {
    String name = nameOf(host);
    if (name.equals("localhost")) {
      return true;
    }
    try {
      InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
