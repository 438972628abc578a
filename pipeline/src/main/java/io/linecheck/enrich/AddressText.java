package io.linecheck.enrich;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses that stand in texts. */
public final class AddressText {
  /** Of an IPv4 address; what is left names a network of 256 addresses. */
  private static final int KEPT_BITS_4 = 24;

  /** Of an IPv6 address: what a provider gives a site, RFC 6177 §2. */
  private static final int KEPT_BITS_6 = 48;

  /** What could be an address; whether it is, {@link IpAddress} decides. */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![\\w.:])(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]*\\w)"
              + "|(?=[0-9a-fA-F.]*:[0-9a-fA-F.]*:)[0-9a-fA-F:.]{2,45}(?![\\w:]))");

  private AddressText() {}

  /** The text with every address in it replaced. */
  public static String replace(String text, UnaryOperator<String> replacement) {
    if (text.indexOf('.') < 0 && text.indexOf(':') < 0) {
      return text;
    }
    Matcher matcher = CANDIDATE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String found = matcher.group();
      String put = IpAddress.parse(found).isPresent() ? replacement.apply(found) : found;
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(put));
    }
    return matcher.appendTail(replaced).toString();
  }

  /**
   * The network an address lies in, as an address: the first 24 bits of IPv4, the first 48 of IPv6.
   * What is no address is returned as it is.
   */
  public static String shorten(String address) {
    return IpAddress.parse(address).map(AddressText::network).orElse(address);
  }

  /** How many bits of an address {@link #shorten} leaves. */
  public static int keptBits(boolean six) {
    return six ? KEPT_BITS_6 : KEPT_BITS_4;
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = keptBits(!(address instanceof Inet4Address));
    Arrays.fill(bytes, kept / Byte.SIZE, bytes.length, (byte) 0);
    try {
      return IpAddress.canonical(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
