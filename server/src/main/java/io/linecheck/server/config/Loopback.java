package io.linecheck.server.config;

import java.net.InetAddress;

/** Addresses that only this machine reaches. */
public final class Loopback {
  private Loopback() {}

  public static boolean is(String address) {
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
