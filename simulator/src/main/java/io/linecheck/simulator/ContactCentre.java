package io.linecheck.simulator;

import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A made-up contact centre. The same seed and number of agents give the same people, networks,
 * incidents and calls, down to the byte; a call is the same whichever range it is asked for in.
 */
public final class ContactCentre {
  private final long seed;
  private final List<Agent> agents;

  private ContactCentre(long seed, List<Agent> agents) {
    this.seed = seed;
    this.agents = agents;
  }

  public static ContactCentre seeded(long seed, int agents) {
    return seeded(seed, agents, Duration.ZERO);
  }

  /**
   * A contact centre all of whose clocks on the wall are ahead: its day comes that much earlier.
   *
   * @param clocksAhead up to half a day, or behind by as much
   */
  public static ContactCentre seeded(long seed, int agents, Duration clocksAhead) {
    if (agents < 1) {
      throw new IllegalArgumentException("agents must be 1 or more, not " + agents);
    }
    return new ContactCentre(seed, Company.people(seed, agents, clocksAhead));
  }

  public int agentCount() {
    return agents.size();
  }

  /** Calls that begin in the range, in the order in which they begin. */
  public Stream<SimulatedCall> calls(TimeRange range) {
    return new Roster(seed, agents).beginning(range).stream().map(SimulatedCall::new);
  }

  /**
   * What all pages send of the range, in the order in which it is due. Calls that are going on when
   * the range begins or ends are sent as far as they lie in it, so adjoining ranges carry
   * everything once.
   *
   * @param batchEvery how much of a call a page gathers before it sends; Connect gives it 30 s
   */
  public Iterator<SimulatedRequest> requests(TimeRange range, Duration batchEvery) {
    return new RequestTimeline(new Roster(seed, agents), range, batchEvery);
  }

  List<Agent> agents() {
    return agents;
  }

  List<Incident> incidents(TimeRange range) {
    return new Roster(seed, agents).incidents(range);
  }
}
