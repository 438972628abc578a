package io.linecheck.server.attributes;

import io.linecheck.attributes.NetworkRow;
import io.linecheck.attributes.Validity;
import io.linecheck.enrich.AddressBits;
import io.linecheck.enrich.Cidr;
import io.linecheck.model.CallAttribute;
import io.linecheck.server.attributes.CsvLines.Line;
import io.linecheck.server.config.Shortened;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of networks: one with a header, or a building file of Microsoft Teams' Call Quality
 * Dashboard, which has fifteen columns in a fixed order and none.
 */
final class NetworkFile {
  static final List<String> COLUMNS =
      List.of("network", "site", "building", "networkType", "vpn", "from", "to");

  private static final int MOST_PER_BLOCK = 1_000;

  /** What routers at home come with: addresses in it say nothing about where somebody is. */
  private static final List<String> USUAL_AT_HOME =
      List.of("192.168.0.1", "192.168.1.1", "192.168.2.1", "192.168.178.1", "10.0.0.1");

  private static final int SMALLEST_PLANNED = 16;

  private record Placed(long line, Validity validity) {}

  private record Block(AddressBits network, int bits) {}

  private final Remarks problems = new Remarks();
  private final Remarks warnings = new Remarks();
  private final List<NetworkRow> rows = new ArrayList<>();
  private final Map<Block, List<Placed>> placed = new HashMap<>();

  private NetworkFile() {}

  static TableFile<NetworkRow> read(byte[] file) {
    return new NetworkFile().rows(file);
  }

  private TableFile<NetworkRow> rows(byte[] file) {
    List<Line> lines = CsvLines.read(file, TableKind.NETWORKS.mostRows(), problems);
    String format = "a table of networks";
    if (!lines.isEmpty()) {
      Line first = lines.getFirst();
      if (Header.isHeader(first, "network")) {
        Header header = Header.read(first, COLUMNS, problems);
        lines.stream().skip(1).forEach(line -> own(line, header));
      } else if (first.cells().size() == BuildingColumns.COUNT) {
        format = "a Teams building file";
        lines.forEach(this::building);
      } else {
        problems.add(
            first.number(),
            "expected a header with the column network and some of %s, or the %d columns of a Teams building file; found %d columns"
                .formatted(
                    String.join(", ", COLUMNS.subList(1, COLUMNS.size())),
                    BuildingColumns.COUNT,
                    first.cells().size()));
      }
    }
    return TableFile.of(format, rows, problems, warnings);
  }

  private void own(Line line, Header header) {
    Map<CallAttribute, String> values = new EnumMap<>(CallAttribute.class);
    put(values, CallAttribute.SITE, line, header.column("site"), "site");
    put(values, CallAttribute.BUILDING, line, header.column("building"), "building");
    put(values, CallAttribute.NETWORK_TYPE, line, header.column("networkType"), "networkType");
    flag(values, line, line.cell(header.column("vpn")));
    LocalDate from = day(line, header.column("from"), "from");
    LocalDate to = day(line, header.column("to"), "to");
    if (from != null && to != null && to.isBefore(from)) {
      problems.add(line.number(), "it ends on %s, before it begins on %s".formatted(to, from));
      return;
    }
    add(line, line.cell(header.column("network")), new Validity(from, to), values);
  }

  private void building(Line line) {
    if (line.cells().size() != BuildingColumns.COUNT) {
      problems.add(
          line.number(),
          "expected %d columns, found %d".formatted(BuildingColumns.COUNT, line.cells().size()));
      return;
    }
    Map<CallAttribute, String> values = new EnumMap<>(CallAttribute.class);
    put(values, CallAttribute.BUILDING, line, BuildingColumns.BUILDING, "the building's name");
    for (int column :
        List.of(BuildingColumns.CITY, BuildingColumns.BUILDING, BuildingColumns.NETWORK_NAME)) {
      if (!values.containsKey(CallAttribute.SITE)) {
        put(values, CallAttribute.SITE, line, column, "the city");
      }
    }
    flag(values, line, line.cell(BuildingColumns.VPN));
    if ("yes".equals(values.get(CallAttribute.VPN))) {
      values.put(CallAttribute.NETWORK_TYPE, "VPN");
    }
    String network =
        line.cell(BuildingColumns.NETWORK) + "/" + line.cell(BuildingColumns.PREFIX_LENGTH);
    add(line, network, Validity.ALWAYS, values);
  }

  private void add(Line line, String text, Validity validity, Map<CallAttribute, String> values) {
    Cidr block;
    try {
      block = Cidr.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(
          line.number(),
          "network: \"%s\" is not valid, expected a block such as 10.1.0.0/16 or 2001:db8::/32"
              .formatted(Shortened.of(text)));
      return;
    }
    Block key = new Block(block.network(), block.prefixBits());
    List<Placed> same = placed.computeIfAbsent(key, _ -> new ArrayList<>(1));
    for (Placed other : same) {
      if (other.validity().overlaps(validity)) {
        problems.add(
            line.number(),
            "%s stands in line %d, too, for the same days"
                .formatted(block.canonical(), other.line()));
        return;
      }
    }
    if (same.size() == MOST_PER_BLOCK) {
      problems.add(
          line.number(),
          "%s stands more than %,d times".formatted(block.canonical(), MOST_PER_BLOCK));
      return;
    }
    same.add(new Placed(line.number(), validity));
    warn(line, block, text);
    rows.add(new NetworkRow(Cidr.parse(block.canonical()), validity, values));
  }

  private void warn(Line line, Cidr block, String text) {
    if (!Cidr.parse(text).isNetwork()) {
      warnings.add(
          line.number(),
          "%s is no network's first address; it is taken as %s".formatted(text, block.canonical()));
    }
    if (block.prefixBits() >= SMALLEST_PLANNED
        && USUAL_AT_HOME.stream().anyMatch(block::contains)) {
      warnings.add(
          line.number(),
          block.canonical()
              + " is used by routers at home, too: people there would count as being here");
    }
  }

  private void put(
      Map<CallAttribute, String> values,
      CallAttribute attribute,
      Line line,
      int column,
      String what) {
    String name = CsvLines.name(line, column, what, problems);
    if (!name.isEmpty()) {
      values.put(attribute, name);
    }
  }

  private void flag(Map<CallAttribute, String> values, Line line, String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "" -> {}
      case "1", "yes", "true" -> values.put(CallAttribute.VPN, "yes");
      case "0", "no", "false" -> values.put(CallAttribute.VPN, "no");
      default ->
          problems.add(
              line.number(),
              "vpn: \"%s\" is not valid, expected yes or no".formatted(Shortened.of(text)));
    }
  }

  private @Nullable LocalDate day(Line line, int column, String name) {
    String text = line.cell(column);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      problems.add(
          line.number(),
          "%s: \"%s\" is not valid, expected a day such as 2026-03-31"
              .formatted(name, Shortened.of(text)));
      return null;
    }
  }
}
