package io.linecheck.server.ipdata;

import io.linecheck.model.CallAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How AS numbers, operators and countries of files become attributes. */
final class OperatorText {
  private static final int LONGEST_NAME = 256;

  private OperatorText() {}

  /** What is no number, name or country code is left out. */
  static void put(
      Map<CallAttribute, String> known,
      @Nullable String asn,
      @Nullable String name,
      @Nullable String country) {
    if (asn != null) {
      String number = asn.startsWith("AS") ? asn.substring(2) : asn;
      if (number.matches("[1-9][0-9]{0,9}")) {
        known.put(CallAttribute.AGENT_ASN, number);
      }
    }
    if (name != null && !name.isBlank()) {
      String line = name.replaceAll("\\p{Cntrl}", " ").strip();
      known.put(
          CallAttribute.AGENT_ISP,
          line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line);
    }
    if (country != null && country.matches("[A-Z]{2}")) {
      known.put(CallAttribute.AGENT_COUNTRY, country);
    }
  }
}
