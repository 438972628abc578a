package io.linecheck.server.signon;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of an address. */
final class Queries {
  private Queries() {}

  static Map<String, List<String>> of(URI address) {
    return of(address.getRawQuery());
  }

  /** Also of a form. */
  static Map<String, List<String>> of(String encoded) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int sign = pair.indexOf('=');
      parameters
          .computeIfAbsent(decoded(pair.substring(0, sign)), name -> new ArrayList<>())
          .add(decoded(pair.substring(sign + 1)));
    }
    return parameters;
  }

  static String one(URI address, String name) {
    return of(address).getOrDefault(name, List.of("")).getFirst();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
