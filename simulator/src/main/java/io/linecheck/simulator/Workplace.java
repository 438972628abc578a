package io.linecheck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Where an agent sits and how the agent's computer reaches the world.
 *
 * @param site name of the office, or of working from home
 * @param isp provider of a home worker; null in an office
 */
record Workplace(String site, @Nullable String isp, Link link, String publicIp, String privateIp) {
  enum Link {
    WIRED,
    WIFI
  }

  boolean home() {
    return isp != null;
  }

  static Workplace office(Country country, Dice dice) {
    Country.Office office = country.office();
    Link link = dice.chance(0.2) ? Link.WIFI : Link.WIRED;
    String third = link == Link.WIFI ? "8." : "4.";
    String privateIp = office.privatePrefix() + third + dice.between(10, 250);
    return new Workplace(office.city(), null, link, dice.pick(office.publicIps()), privateIp);
  }

  static Workplace home(Country country, Dice dice) {
    Country.Isp isp = dice.chance(0.65) ? country.isps().getFirst() : country.isps().getLast();
    String publicIp =
        dice.pick(isp.prefixes()) + "." + dice.between(1, 254) + "." + dice.between(2, 254);
    Link link = dice.chance(0.55) ? Link.WIFI : Link.WIRED;
    String privateIp = "192.168." + dice.below(2) + "." + dice.between(2, 200);
    return new Workplace(
        "Home (" + country.displayName() + ")", isp.name(), link, publicIp, privateIp);
  }
}
