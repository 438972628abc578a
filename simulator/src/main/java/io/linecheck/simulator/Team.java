package io.linecheck.simulator;

import java.time.ZoneId;
import java.util.List;

/**
 * A team: where it stands in the hierarchy and what it answers.
 *
 * @param name level 5 of the hierarchy, unique
 * @param zone of its clocks on the wall, by which it works
 * @param shiftStartHours local hours at which its shifts begin
 */
record Team(
    String name,
    String region,
    Country country,
    ZoneId zone,
    String department,
    String routingProfile,
    List<String> queues,
    Instance instance,
    List<Integer> shiftStartHours) {

  /** Levels 1 to 5: region, country, city, department, team. */
  List<String> hierarchy() {
    return List.of(region, country.displayName(), country.office().city(), department, name);
  }
}
