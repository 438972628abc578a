package io.linecheck.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A text as one part of an address's path. */
final class AddressPart {
  private AddressPart() {}

  static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
