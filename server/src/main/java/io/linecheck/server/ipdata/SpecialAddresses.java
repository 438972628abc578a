package io.linecheck.server.ipdata;

import io.linecheck.enrich.AddressBits;
import io.linecheck.enrich.Cidr;
import java.util.List;

/**
 * Addresses that nobody on the Internet has, by IANA's registries of special-purpose addresses:
 * data about them is wrong whoever publishes it.
 */
final class SpecialAddresses {
  private static final List<Cidr> BLOCKS =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "::/8",
              "100::/64",
              "2001:db8::/32",
              "3fff::/20",
              "fc00::/7",
              "fe80::/10",
              "ff00::/8")
          .stream()
          .map(Cidr::parse)
          .toList();

  private SpecialAddresses() {}

  static boolean contain(AddressBits address) {
    for (Cidr block : BLOCKS) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
