package io.linecheck.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.enrich.Cidr;
import io.linecheck.model.CallAttribute;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkTableTest {
  private static final Instant DAY = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void theLongestBlockDecides() {
    NetworkTable table =
        table(row("10.0.0.0/8", "all"), row("10.1.0.0/16", "Leeds"), row("10.1.2.0/24", "floor 2"));
    assertThat(site(table, "10.9.9.9")).isEqualTo("all");
    assertThat(site(table, "10.1.9.9")).isEqualTo("Leeds");
    assertThat(site(table, "10.1.2.255")).isEqualTo("floor 2");
    assertThat(site(table, "11.0.0.1")).isNull();
  }

  @Test
  void familiesAreApart() {
    NetworkTable table = table(row("0.0.0.0/0", "four"), row("2001:db8::/32", "six"));
    assertThat(site(table, "255.255.255.255")).isEqualTo("four");
    assertThat(site(table, "2001:db8:ffff::1")).isEqualTo("six");
    assertThat(site(table, "2001:db9::1")).isNull();
    assertThat(site(table, "::ffff:10.0.0.1")).isEqualTo("four");
  }

  @Test
  void aSingleAddressOfEitherFamilyIsABlock() {
    NetworkTable table =
        table(row("192.0.2.7", "host"), row("2001:db8::7/128", "six"), row("2001:db8::/64", "net"));
    assertThat(site(table, "192.0.2.7")).isEqualTo("host");
    assertThat(site(table, "192.0.2.8")).isNull();
    assertThat(site(table, "2001:db8::7")).isEqualTo("six");
    assertThat(site(table, "2001:db8::8")).isEqualTo("net");
  }

  @Test
  void aBlockHoldsFromItsFirstDayToItsLast() {
    NetworkTable table =
        new NetworkTable(
            List.of(
                row("10.1.0.0/16", "old", null, "2026-03-09"),
                row("10.1.0.0/16", "new", "2026-03-11", null),
                row("10.0.0.0/8", "all", null, null)));
    assertThat(siteAt(table, "2026-03-09T23:59:59Z")).isEqualTo("old");
    assertThat(siteAt(table, "2026-03-10T00:00:00Z")).isEqualTo("all");
    assertThat(siteAt(table, "2026-03-11T00:00:00Z")).isEqualTo("new");
  }

  @Test
  void theLocalAddressDecidesWhereItIsKnown() {
    NetworkTable table = table(row("198.51.100.0/24", "house"), row("10.1.2.0/24", "floor 2"));
    assertThat(table.find("198.51.100.7", "10.1.2.3", DAY).map(NetworkTableTest::site))
        .contains("floor 2");
    assertThat(table.find("198.51.100.7", "10.9.9.9", DAY).map(NetworkTableTest::site))
        .contains("house");
    assertThat(table.find("198.51.100.7", "4a1b.local", DAY).map(NetworkTableTest::site))
        .contains("house");
    assertThat(table.find(null, null, DAY)).isEmpty();
  }

  @Test
  void smallerBlocksTellShortenedAddressesApart() {
    NetworkTable table = table(row("10.1.2.128/25", "half"), row("2001:db8:1:2::/64", "six"));
    assertThat(table.tellsApart("10.1.2.0")).isTrue();
    assertThat(table.tellsApart("10.1.3.0")).isFalse();
    assertThat(table.tellsApart("2001:db8:1::")).isTrue();
    assertThat(table.tellsApart("2001:db8:2::")).isFalse();
    assertThat(table.tellsApart(null)).isFalse();
  }

  /** Against looking at every row. */
  @Test
  void findsWhatASearchThroughAllRowsFinds() {
    Random random = new Random(7);
    List<NetworkRow> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean six = random.nextInt(3) == 0;
      int bits = six ? random.nextInt(129) : random.nextInt(33);
      NetworkRow row = row(address(random, six) + "/" + bits, "row " + i);
      boolean repeated =
          rows.stream()
              .anyMatch(other ->
                  other.block().prefixBits() == bits
                      && other.block().network().equals(row.block().network()));
      if (!repeated) {
        rows.add(row);
      }
    }
    NetworkTable table = new NetworkTable(rows);
    for (int i = 0; i < 1_000; i++) {
      String address = address(random, random.nextInt(3) == 0);
      String expected =
          rows.stream()
              .filter(row -> row.block().contains(address))
              .max(Comparator.comparingInt(row -> row.block().prefixBits()))
              .map(NetworkTableTest::site)
              .orElse(null);
      assertThat(site(table, address)).as(address).isEqualTo(expected);
    }
  }

  /** Few bits differ, so that blocks lie in each other. */
  private static String address(Random random, boolean six) {
    return six
        ? "2001:db8:%x::%x".formatted(random.nextInt(4) << 14, random.nextInt(4) << 13)
        : "10.%d.%d.%d"
            .formatted(random.nextInt(4) << 6, random.nextInt(4) << 5, random.nextInt(4) << 4);
  }

  private static NetworkTable table(NetworkRow... rows) {
    return new NetworkTable(List.of(rows));
  }

  private static NetworkRow row(String block, String site) {
    return row(block, site, null, null);
  }

  private static NetworkRow row(
      String block, String site, @Nullable String from, @Nullable String to) {
    return new NetworkRow(
        Cidr.parse(block),
        new Validity(
            from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to)),
        Map.of(CallAttribute.SITE, site));
  }

  private static @Nullable String site(NetworkTable table, String address) {
    return table.find(address, null, DAY).map(NetworkTableTest::site).orElse(null);
  }

  private static @Nullable String siteAt(NetworkTable table, String moment) {
    return table
        .find("10.1.2.3", null, Instant.parse(moment))
        .map(NetworkTableTest::site)
        .orElse(null);
  }

  private static String site(NetworkRow row) {
    return row.values().getOrDefault(CallAttribute.SITE, "");
  }
}
