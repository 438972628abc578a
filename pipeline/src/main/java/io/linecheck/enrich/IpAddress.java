package io.linecheck.enrich;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** Addresses as they stand in headers and sockets. Never asks a name server. */
final class IpAddress {
  /** An IPv6 address with an embedded IPv4 one and a zone is the longest form: 45 + zone. */
  private static final int LONGEST = 80;

  private IpAddress() {}

  /** Accepts a bare address, one with a port, and an IPv6 one in brackets or with a zone. */
  static Optional<InetAddress> parse(String text) {
    String host = host(text.trim());
    if (host.isEmpty() || host.length() > LONGEST) {
      return Optional.empty();
    }
    boolean six = host.indexOf(':') >= 0;
    if (!six && dots(host) != 3) {
      return Optional.empty();
    }
    int zone = host.indexOf('%');
    try {
      return Optional.of(InetAddress.ofLiteral(zone < 0 ? host : host.substring(0, zone)));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? "" : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    boolean port = colon >= 0 && colon == text.lastIndexOf(':');
    return port ? text.substring(0, colon) : text;
  }

  private static long dots(String host) {
    return host.chars().filter(c -> c == '.').count();
  }

  /** Dotted IPv4, or IPv6 as RFC 5952 §4 writes it, so that equal addresses are equal text. */
  static String canonical(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    byte[] bytes = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int length = 0;
      while (start + length < 8 && groups[start + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
