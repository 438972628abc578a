package io.linecheck.server.ipdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database of one network in MaxMind's DB format 2.0: a chain of nodes, one for each bit of the
 * network, then the data, then what the file says of itself.
 */
final class TinyMmdb {
  private static final int EXTENDED = 7;

  /** A size of so much or more goes on in the next byte. */
  private static final int ONE_MORE_BYTE = 29;

  private TinyMmdb() {}

  /**
   * Makes the file.
   *
   * @param version 4 or 6
   * @param network its bits, as zeros and ones
   * @param values texts, numbers, and maps of them
   */
  static byte[] of(int version, String network, Map<String, ?> values) {
    int nodes = network.length();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int bit = 0; bit < nodes; bit++) {
      int onward = bit == nodes - 1 ? nodes + 16 : bit + 1;
      boolean left = network.charAt(bit) == '0';
      record(file, left ? onward : nodes);
      record(file, left ? nodes : onward);
    }
    file.writeBytes(new byte[16]);
    value(file, values);
    file.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
    file.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> about = new TreeMap<>();
    about.put("node_count", nodes);
    about.put("record_size", 24);
    about.put("ip_version", version);
    about.put("database_type", "Tiny-Country");
    about.put("binary_format_major_version", 2);
    about.put("binary_format_minor_version", 0);
    about.put("build_epoch", 1_780_000_000L);
    about.put("description", Map.of("en", "tiny"));
    value(file, about);
    return file.toByteArray();
  }

  private static void record(ByteArrayOutputStream file, int value) {
    file.write(value >> 16);
    file.write(value >> 8);
    file.write(value);
  }

  private static void value(ByteArrayOutputStream file, Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(2 << 5 | Math.min(bytes.length, ONE_MORE_BYTE));
        if (bytes.length >= ONE_MORE_BYTE) {
          file.write(bytes.length - ONE_MORE_BYTE);
        }
        file.writeBytes(bytes);
      }
      case Integer number -> {
        file.write(6 << 5 | 4);
        file.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
      }
      case Long number -> {
        file.write(8);
        file.write(9 - EXTENDED);
        file.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
      }
      case Map<?, ?> members -> {
        file.write(7 << 5 | members.size());
        members.forEach((name, member) -> {
          value(file, name);
          value(file, member);
        });
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }
}
