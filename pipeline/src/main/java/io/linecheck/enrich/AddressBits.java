package io.linecheck.enrich;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address as a number.
 *
 * @param high the first 64 bits of an IPv6 address; the 32 of an IPv4 one, from the top
 * @param low the last 64 bits of an IPv6 address; zero for IPv4
 * @param six whether it is an IPv6 address
 */
public record AddressBits(long high, long low, boolean six) {
  /** What stands in a text, if that is an address. */
  public static Optional<AddressBits> parse(String text) {
    return IpAddress.parse(text).map(address -> of(address.getAddress()));
  }

  /** Of 4 or 16 bytes, as {@link InetAddress#getAddress} gives them. */
  public static AddressBits of(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(address);
    return bytes.capacity() == Integer.BYTES
        ? new AddressBits((long) bytes.getInt() << Integer.SIZE, 0, false)
        : new AddressBits(bytes.getLong(), bytes.getLong(), true);
  }

  /** As {@link IpAddress#canonical} writes it. */
  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(six ? 2 * Long.BYTES : Integer.BYTES);
    if (six) {
      bytes.putLong(high).putLong(low);
    } else {
      bytes.putInt((int) (high >>> Integer.SIZE));
    }
    try {
      return IpAddress.canonical(InetAddress.getByAddress(bytes.array()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  /** The high part with all but the first bits zero. */
  public static long highOfNetwork(long high, int bits) {
    return bits >= Long.SIZE ? high : bits == 0 ? 0 : high & -1L << (Long.SIZE - bits);
  }

  /** The low part with all but the first bits zero, counted over both parts. */
  public static long lowOfNetwork(long low, int bits) {
    return bits <= Long.SIZE ? 0 : bits >= 128 ? low : low & -1L << (128 - bits);
  }
}
