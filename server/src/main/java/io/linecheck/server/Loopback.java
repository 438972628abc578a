package io.linecheck.server;

import java.net.InetAddress;

/** Addresses that only this machine reaches. */
final class Loopback {
  private Loopback() {}

  static boolean is(String address) {
    if (address.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
