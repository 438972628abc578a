package io.linecheck.server.ipdata;

import static io.linecheck.model.CallAttribute.AGENT_ASN;
import static io.linecheck.model.CallAttribute.AGENT_COUNTRY;
import static io.linecheck.model.CallAttribute.AGENT_ISP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpDataTest {
  /** 8.0.0.0/8 as IPv4, and where IPv6 files have it. */
  private static final String EIGHT = "00001000";

  private static final String EIGHT_IN_SIX = "0".repeat(96) + EIGHT;
  private static final String OPERATORS =
      """
      8.8.8.0,8.8.8.255,15169,GOOGLE
      8.9.0.0,8.9.255.255,AS64500,"Example, Inc."
      2606:4700::,2606:4700:ffff:ffff:ffff:ffff:ffff:ffff,13335,CLOUDFLARENET
      """;

  @TempDir Path folder;
  private IpData data = IpData.open(Path.of("nowhere"));
  private long moment = 1_700_000_000_000L;

  @BeforeEach
  void open() {
    data.close();
    data = IpData.open(folder);
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void withoutFilesNothingIsKnown() {
    assertThat(data.find("8.8.8.8")).isEmpty();
    assertThat(data.files()).isEmpty();
    assertThat(data.credits()).isEmpty();
  }

  @Test
  void rangesTellWhoRunsANetwork() throws IOException {
    put("asn.csv", OPERATORS.getBytes(UTF_8));
    assertThat(data.find("8.8.8.8")).contains(Map.of(AGENT_ASN, "15169", AGENT_ISP, "GOOGLE"));
    assertThat(data.find("8.9.1.1"))
        .contains(Map.of(AGENT_ASN, "64500", AGENT_ISP, "Example, Inc."));
    assertThat(data.find("2606:4700::1").orElseThrow()).containsEntry(AGENT_ASN, "13335");
    assertThat(data.find("8.8.9.0")).contains(Map.of());
    assertThat(data.find("1.1.1.1")).contains(Map.of());
    assertThat(data.find("no address")).contains(Map.of());
  }

  @Test
  void whatNobodyHasIsNotLookedUp() throws IOException {
    put("all.csv", "0.0.0.0,255.255.255.255,US\n::,ffff::,US\n".getBytes(UTF_8));
    assertThat(data.find("8.8.8.8")).contains(Map.of(AGENT_COUNTRY, "US"));
    for (String special : new String[] {"10.1.2.3", "203.0.113.5", "fe80::1", "2001:db8::1"}) {
      assertThat(data.find(special)).as(special).contains(Map.of());
    }
  }

  @Test
  void databasesOfEitherShapeAreRead() throws IOException {
    put("flat.mmdb", TinyMmdb.of(6, EIGHT_IN_SIX, Map.of("country_code", "CH")));
    assertThat(data.find("8.8.8.8")).contains(Map.of(AGENT_COUNTRY, "CH"));
    assertThat(data.files())
        .containsExactly(new IpDataFile("flat.mmdb", "Tiny-Country", 1_780_000_000_000L, null));
    put(
        "a-nested.mmdb",
        TinyMmdb.of(
            6,
            EIGHT_IN_SIX,
            Map.of(
                "country",
                Map.of("iso_code", "US"),
                "autonomous_system_number",
                15169,
                "autonomous_system_organization",
                "Google LLC")));
    assertThat(data.find("8.8.8.8"))
        .as("the first by name is believed")
        .contains(Map.of(AGENT_COUNTRY, "US", AGENT_ASN, "15169", AGENT_ISP, "Google LLC"));
  }

  @Test
  void aFileOfIpv4IsNotAskedAboutIpv6() throws IOException {
    put("four.mmdb", TinyMmdb.of(4, EIGHT, Map.of("country_code", "CH")));
    assertThat(data.find("8.8.8.8")).contains(Map.of(AGENT_COUNTRY, "CH"));
    assertThat(data.find("2001:4860:4860::8888")).contains(Map.of());
  }

  @Test
  void aFileIsTakenUpWhenItIsReplacedAndLeftWhenItGoes() throws IOException {
    put("asn.csv", OPERATORS.getBytes(UTF_8));
    put("asn.csv", "8.8.8.0,8.8.8.255,64501,NEW\n".getBytes(UTF_8));
    assertThat(data.find("8.8.8.8")).contains(Map.of(AGENT_ASN, "64501", AGENT_ISP, "NEW"));

    put("asn.csv", "8.8.8.0,broken\n".getBytes(UTF_8));
    assertThat(data.find("8.8.8.8")).contains(Map.of(AGENT_ASN, "64501", AGENT_ISP, "NEW"));
    assertThat(data.files())
        .singleElement()
        .extracting(IpDataFile::problem)
        .isEqualTo("line 1: expected first address, last address, and a country or an AS number");

    Files.delete(folder.resolve("asn.csv"));
    data.look();
    assertThat(data.find("8.8.8.8")).isEmpty();
  }

  @Test
  void whatIsNoDatabaseIsSaid() throws IOException {
    put("broken.mmdb", new byte[500]);
    assertThat(data.find("8.8.8.8")).isEmpty();
    assertThat(data.files().getFirst().problem()).contains("MaxMind");
  }

  @Test
  void publishersAreNamed() throws IOException {
    put("dbip-country-lite.csv", "8.0.0.0,8.255.255.255,US\n".getBytes(UTF_8));
    Files.writeString(
        folder.resolve("attribution.txt"), "\n Data by Example: https://example.com\n");
    assertThat(data.credits())
        .containsExactly(
            "IP geolocation by DB-IP, CC BY 4.0: https://db-ip.com",
            "Data by Example: https://example.com");
  }

  private void put(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    // A second write in the same millisecond would else look like the first.
    moment += 1_000;
    Files.setLastModifiedTime(file, FileTime.fromMillis(moment));
    data.look();
  }
}
