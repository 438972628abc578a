package io.linecheck.server.ipdata;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.linecheck.model.CallAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file in MaxMind's DB format. Publishers differ in where things stand: flat, as {@code
 * country_code}, or nested, as {@code country.iso_code}; every spelling that is in use is
 * understood.
 */
final class MmdbFile implements IpFile {
  private static final List<String> ASN = List.of("autonomous_system_number", "asn", "as_number");
  private static final List<String> ORGANIZATION =
      List.of(
          "autonomous_system_organization",
          "as_organization",
          "organization",
          "org",
          "isp",
          "as_name",
          "name");
  private static final List<String> COUNTRY = List.of("country_code", "country");

  private final Reader reader;

  private MmdbFile(Reader reader) {
    this.reader = reader;
  }

  /** In the heap: a mapped file that is overwritten in place would take the process down. */
  static MmdbFile open(Path file) throws IOException {
    return new MmdbFile(new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache()));
  }

  /** A file of IPv4 addresses answers for IPv6 ones with nonsense, so it is not asked. */
  @Override
  public Map<CallAttribute, String> find(InetAddress address) {
    if (address instanceof Inet6Address && reader.getMetadata().ipVersion() != 6) {
      return Map.of();
    }
    try {
      Map<?, ?> found = reader.get(address, Map.class);
      return found == null ? Map.of() : attributes(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String type() {
    return reader.getMetadata().databaseType();
  }

  @Override
  public long builtAt() {
    return reader.getMetadata().buildTime().toEpochMilli();
  }

  private static Map<CallAttribute, String> attributes(Map<?, ?> found) {
    Map<CallAttribute, String> known = new EnumMap<>(CallAttribute.class);
    OperatorText.put(known, text(found, ASN), text(found, ORGANIZATION), country(found));
    return known;
  }

  private static @Nullable String text(Map<?, ?> found, List<String> names) {
    for (String name : names) {
      Object value = found.get(name);
      if (value instanceof String || value instanceof Number) {
        return value.toString();
      }
    }
    return null;
  }

  private static @Nullable String country(Map<?, ?> found) {
    String flat = text(found, COUNTRY);
    if (flat == null && found.get("country") instanceof Map<?, ?> nested) {
      flat = text(nested, List.of("iso_code"));
    }
    return flat == null ? null : flat.toUpperCase(Locale.ROOT);
  }
}
