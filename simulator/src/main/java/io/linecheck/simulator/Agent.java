package io.linecheck.simulator;

/**
 * An agent with everything that stays the same from call to call.
 *
 * @param path the network on a quiet day
 * @param trouble what tends to go wrong for this agent
 * @param persistentConnection the softphone keeps one peer connection over calls, so the first
 *     sample of each later call carries the whole counter
 */
record Agent(
    String userName,
    String id,
    Team team,
    Workplace workplace,
    Computer computer,
    Dialect dialect,
    boolean persistentConnection,
    NetworkPath path,
    Trouble trouble) {

  /** Chance, for each call, that it suffers from a cause of the agent's own. */
  record Trouble(double wifi, double uplink, double cpu) {}

  String arn() {
    return team.instance().arn("/agent/", id);
  }
}
