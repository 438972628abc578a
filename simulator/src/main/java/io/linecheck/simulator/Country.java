package io.linecheck.simulator;

import java.time.ZoneId;
import java.util.List;

/** A country the company works in: its names, its providers, its office. */
enum Country {
  IRELAND(
      "Ireland",
      "Europe/Dublin",
      new Office("Dublin", List.of("193.120.34.18", "193.120.34.19"), "10.20."),
      List.of(
          new Isp("Eir", List.of("86.40", "86.43")),
          new Isp("Virgin Media Ireland", List.of("89.100", "89.101"))),
      List.of("Aoife", "Cian", "Maeve", "Oisín", "Niamh", "Declan", "Saoirse", "Ronan", "Gráinne"),
      List.of("Byrne", "Doyle", "Gallagher", "Nolan", "Kavanagh", "Brennan", "Tierney", "Walsh")),
  POLAND(
      "Poland",
      "Europe/Warsaw",
      new Office("Kraków", List.of("195.150.12.66"), "10.24."),
      List.of(
          new Isp("Orange Polska", List.of("83.8", "83.24")),
          new Isp("Play", List.of("37.47", "37.225"))),
      List.of("Zofia", "Kacper", "Hanna", "Jakub", "Maja", "Antoni", "Lena", "Piotr", "Alicja"),
      List.of("Nowak", "Wiśniewska", "Kamiński", "Zielińska", "Mazur", "Krawczyk", "Piątek")),
  UNITED_STATES(
      "United States",
      "America/Chicago",
      new Office("Austin", List.of("66.193.88.130", "66.193.88.131"), "10.40."),
      List.of(
          new Isp("Comcast", List.of("73.32", "73.166")),
          new Isp("AT&T", List.of("99.64", "99.152"))),
      List.of("Tanya", "Marcus", "Elena", "DeShawn", "Rosa", "Caleb", "Priya", "Wyatt", "Monique"),
      List.of("Alvarez", "Whitfield", "Nguyen", "Okafor", "Ramirez", "Becker", "Holloway")),
  CANADA(
      "Canada",
      "America/Toronto",
      new Office("Toronto", List.of("206.108.14.42"), "10.44."),
      List.of(
          new Isp("Rogers", List.of("99.224", "99.230")),
          new Isp("Bell Canada", List.of("70.24", "70.52"))),
      List.of("Sophie", "Liam", "Amrit", "Chloé", "Noah", "Mei", "Olivier", "Fatima"),
      List.of("Tremblay", "Singh", "MacLeod", "Chan", "Bouchard", "Fraser", "Desjardins")),
  PHILIPPINES(
      "Philippines",
      "Asia/Manila",
      new Office("Manila", List.of("121.58.203.10", "121.58.203.11"), "10.60."),
      List.of(
          new Isp("PLDT", List.of("112.198", "112.204")),
          new Isp("Globe Telecom", List.of("49.145", "49.149"))),
      List.of("Jasmine", "Paolo", "Angelica", "Miguel", "Bea", "Rafael", "Kristine", "Jericho"),
      List.of("Santos", "Dela Cruz", "Villanueva", "Reyes", "Mendoza", "Bautista", "Aquino"));

  /** An office, its shared public addresses and the start of its private ones. */
  record Office(String city, List<String> publicIps, String privatePrefix) {}

  /** An internet provider and the first halves of its addresses. */
  record Isp(String name, List<String> prefixes) {}

  private final String displayName;
  private final ZoneId zone;
  private final Office office;
  private final List<Isp> isps;
  private final List<String> firstNames;
  private final List<String> lastNames;

  Country(
      String displayName,
      String zone,
      Office office,
      List<Isp> isps,
      List<String> firstNames,
      List<String> lastNames) {
    this.displayName = displayName;
    this.zone = ZoneId.of(zone);
    this.office = office;
    this.isps = isps;
    this.firstNames = firstNames;
    this.lastNames = lastNames;
  }

  String displayName() {
    return displayName;
  }

  ZoneId zone() {
    return zone;
  }

  Office office() {
    return office;
  }

  List<Isp> isps() {
    return isps;
  }

  List<String> firstNames() {
    return firstNames;
  }

  List<String> lastNames() {
    return lastNames;
  }
}
