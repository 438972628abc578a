package io.linecheck.simulator;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The people of a made-up insurer, the same for the same seed and number of agents. */
final class Company {
  private static final int TEAM_SIZE = 12;
  private static final List<Integer> DAY_SHIFTS = List.of(7, 8, 9, 9, 10, 11, 12);
  private static final List<Integer> ROUND_THE_CLOCK = List.of(6, 6, 14, 14, 22);

  private record Branch(
      String region,
      Country country,
      String department,
      String routingProfile,
      List<String> queues,
      String awsRegion,
      List<Integer> shifts) {}

  private static final List<Branch> BRANCHES =
      List.of(
          new Branch(
              "EMEA",
              Country.IRELAND,
              "Claims",
              "EMEA Claims",
              List.of("Claims", "Claims", "Priority Claims"),
              "eu-west-2",
              DAY_SHIFTS),
          new Branch(
              "Americas",
              Country.UNITED_STATES,
              "Claims",
              "Americas Claims",
              List.of("Claims", "Claims", "Priority Claims"),
              "us-east-1",
              DAY_SHIFTS),
          new Branch(
              "EMEA",
              Country.POLAND,
              "Customer Service",
              "EMEA Service",
              List.of("Billing", "General Enquiries"),
              "eu-central-1",
              DAY_SHIFTS),
          new Branch(
              "APAC",
              Country.PHILIPPINES,
              "Customer Service",
              "APAC Service",
              List.of("General Enquiries", "Billing"),
              "ap-southeast-1",
              ROUND_THE_CLOCK),
          new Branch(
              "EMEA",
              Country.IRELAND,
              "Roadside",
              "Roadside 24h",
              List.of("Roadside Assistance"),
              "eu-west-2",
              ROUND_THE_CLOCK),
          new Branch(
              "Americas",
              Country.UNITED_STATES,
              "Sales",
              "Americas Sales",
              List.of("New Policies", "Renewals"),
              "us-east-1",
              DAY_SHIFTS),
          new Branch(
              "Americas",
              Country.CANADA,
              "Customer Service",
              "Americas Service",
              List.of("Billing", "Renewals", "General Enquiries"),
              "us-east-1",
              DAY_SHIFTS),
          new Branch(
              "APAC",
              Country.PHILIPPINES,
              "Digital Support",
              "APAC Technical",
              List.of("Technical Support"),
              "ap-southeast-1",
              ROUND_THE_CLOCK));

  private static final int HALF_A_DAY = 12 * 60 * 60;

  private Company() {}

  static List<Agent> people(long seed, int count, Duration clocksAhead) {
    List<Agent> people = new ArrayList<>(count);
    Set<String> userNames = new HashSet<>();
    for (int number = 0; number < count; number++) {
      Team team = team(seed, number, clocksAhead);
      people.add(agent(seed, number, team, userNames));
    }
    return List.copyOf(people);
  }

  private static Team team(long seed, int agentNumber, Duration clocksAhead) {
    Branch branch = BRANCHES.get(agentNumber % BRANCHES.size());
    int teamNumber = agentNumber / BRANCHES.size() / TEAM_SIZE + 1;
    String name = branch.department() + " " + branch.country().office().city() + " " + teamNumber;
    return new Team(
        name,
        branch.region(),
        branch.country(),
        zone(branch.country(), clocksAhead),
        branch.department(),
        branch.routingProfile(),
        branch.queues(),
        Instance.in(branch.awsRegion(), seed),
        branch.shifts());
  }

  /** The country's own zone, or a fixed one whose clocks show as much more. */
  private static ZoneId zone(Country country, Duration clocksAhead) {
    if (clocksAhead.isZero()) {
      return country.zone();
    }
    long offset = country.zone().getRules().getStandardOffset(Instant.EPOCH).getTotalSeconds();
    long shifted = Math.floorMod(offset + clocksAhead.toSeconds() + HALF_A_DAY, 2 * HALF_A_DAY);
    return ZoneOffset.ofTotalSeconds(Math.toIntExact(shifted - HALF_A_DAY));
  }

  private static Agent agent(long seed, int number, Team team, Set<String> userNames) {
    Dice dice = Dice.of(seed, "agent", number);
    Country country = team.country();
    Workplace workplace =
        dice.chance(0.5) ? Workplace.office(country, dice) : Workplace.home(country, dice);
    // Some agents of the Philippines are served, by mistake, from the United States.
    boolean farAway = country == Country.PHILIPPINES && number % 32 == 3;
    Team placed = farAway ? withInstance(team, Instance.in("us-east-1", seed)) : team;
    double distance = farAway ? dice.uniform(205, 225) : distanceMillis(country);
    Dialect dialect = dialect(number);
    return new Agent(
        userName(country, dice, userNames),
        dice.uuid().toString(),
        placed,
        workplace,
        Computer.roll(dice),
        dialect,
        dialect == Dialect.CONNECT_EVENTS && dice.chance(0.25),
        NetworkPath.of(workplace, distance, dice),
        trouble(workplace, dialect, dice));
  }

  /** Of ten agents, one has the AWS sample's page and three let us read the peer connection. */
  private static Dialect dialect(int number) {
    return switch (number % 10) {
      case 4 -> Dialect.AWS_SAMPLE;
      case 2, 6, 9 -> Dialect.PEER_CONNECTION;
      default -> Dialect.CONNECT_EVENTS;
    };
  }

  private static Agent.Trouble trouble(Workplace workplace, Dialect dialect, Dice dice) {
    double wifi = workplace.link() == Workplace.Link.WIFI ? dice.uniform(0.008, 0.03) : 0.002;
    if (workplace.link() == Workplace.Link.WIFI && dice.chance(0.12)) {
      wifi = 0.3;
    }
    double uplink = workplace.home() ? dice.uniform(0.004, 0.02) : 0.002;
    // Only the peer connection shows concealment, which is how a busy computer gives itself away.
    double cpu = dialect == Dialect.PEER_CONNECTION ? dice.uniform(0.004, 0.03) : 0;
    return new Agent.Trouble(wifi, uplink, cpu);
  }

  private static double distanceMillis(Country country) {
    return switch (country) {
      case IRELAND -> 14;
      case POLAND -> 24;
      case UNITED_STATES -> 38;
      case CANADA -> 26;
      case PHILIPPINES -> 52;
    };
  }

  private static Team withInstance(Team team, Instance instance) {
    return new Team(
        team.name(),
        team.region(),
        team.country(),
        team.zone(),
        team.department(),
        team.routingProfile(),
        team.queues(),
        instance,
        team.shiftStartHours());
  }

  private static String userName(Country country, Dice dice, Set<String> taken) {
    String name = dice.pick(country.firstNames()) + "." + dice.pick(country.lastNames());
    String plain =
        Normalizer.normalize(name.replace(" ", "").toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "");
    String unique = plain;
    for (int suffix = 2; !taken.add(unique); suffix++) {
      unique = plain + suffix;
    }
    return unique;
  }
}
