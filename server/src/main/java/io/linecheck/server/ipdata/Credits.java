package io.linecheck.server.ipdata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What publishers ask to be said where their data is shown. */
final class Credits {
  /** A part of a file's name or type to the credit; licences as of 2026. */
  private static final Map<String, String> BY_SOURCE =
      Map.of(
          "dbip", "IP geolocation by DB-IP, CC BY 4.0: https://db-ip.com",
          "geolite", "GeoLite data created by MaxMind: https://www.maxmind.com",
          "iptoasn", "Network data by IPtoASN, public domain: https://iptoasn.com",
          "geo-whois",
              "Registry data by the Number Resource Organization, CC BY 4.0: https://www.nro.net");

  private Credits() {}

  /** One line each: what is known of the files' sources, then what the operator wrote. */
  static List<String> of(List<IpDataFile> files, String written) {
    return Stream.concat(
            BY_SOURCE.entrySet().stream()
                .filter(source -> files.stream().anyMatch(file -> isFrom(file, source.getKey())))
                .map(Map.Entry::getValue)
                .sorted(),
            written.lines().map(String::strip).filter(line -> !line.isEmpty()))
        .distinct()
        .toList();
  }

  private static boolean isFrom(IpDataFile file, String source) {
    String text = (file.name() + " " + file.type()).toLowerCase(Locale.ROOT);
    return text.contains(source) || text.replace("-", "").contains(source);
  }
}
