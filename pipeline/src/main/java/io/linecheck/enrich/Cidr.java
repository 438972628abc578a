package io.linecheck.enrich;

import java.net.InetAddress;
import java.util.Optional;

/** A block of addresses, such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address. */
public final class Cidr {
  private final byte[] network;
  private final int prefixBits;
  private final String text;

  private Cidr(byte[] network, int prefixBits, String text) {
    this.network = network;
    this.prefixBits = prefixBits;
    this.text = text;
  }

  /**
   * Reads a block as configuration has it.
   *
   * @throws IllegalArgumentException naming the text, for a block that is none
   */
  public static Cidr parse(String text) {
    String trimmed = text.trim();
    int slash = trimmed.indexOf('/');
    String host = slash < 0 ? trimmed : trimmed.substring(0, slash);
    InetAddress address =
        IpAddress.parse(host)
            .orElseThrow(() -> wrong(text, "expected an IPv4 or IPv6 address, with or without /n"));
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : prefix(trimmed.substring(slash + 1), bits, text);
    return new Cidr(address.getAddress(), prefix, trimmed);
  }

  private static int prefix(String digits, int bits, String text) {
    if (digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
        || Integer.parseInt(digits) > bits) {
      throw wrong(text, "expected a prefix length of 0 to " + bits);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException("address block \"" + text + "\": " + expected);
  }

  /** Whether the address, in textual form, lies in the block; false for what is no address. */
  public boolean contains(String address) {
    Optional<InetAddress> parsed = IpAddress.parse(address);
    return parsed.isPresent() && contains(parsed.get());
  }

  public boolean contains(AddressBits address) {
    AddressBits first = network();
    return address.six() == first.six()
        && AddressBits.highOfNetwork(address.high(), prefixBits) == first.high()
        && AddressBits.lowOfNetwork(address.low(), prefixBits) == first.low();
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (other[i] != network[i]) {
        return false;
      }
    }
    int rest = prefixBits % 8;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (8 - rest);
    return (other[whole] & mask) == (network[whole] & mask);
  }

  /** The first address of the block. */
  public AddressBits network() {
    AddressBits given = AddressBits.of(network);
    return new AddressBits(
        AddressBits.highOfNetwork(given.high(), prefixBits),
        AddressBits.lowOfNetwork(given.low(), prefixBits),
        given.six());
  }

  public int prefixBits() {
    return prefixBits;
  }

  /** Whether it was given by its first address. */
  public boolean isNetwork() {
    return network().equals(AddressBits.of(network));
  }

  /** The one way to write the block, with its first address and its length. */
  public String canonical() {
    return network().text() + "/" + prefixBits;
  }

  @Override
  public String toString() {
    return text;
  }
}
