package io.linecheck.store;

import java.time.Instant;

/**
 * What a store does for the people in its data. Each call returns when it is done and durable, and
 * may be repeated after it failed half-way.
 */
public interface PersonalData {
  /**
   * Removes everything that is stored under an agent's name: samples, windows, roll-ups, calls,
   * reports, events and API metrics. What arrives under the name afterwards is kept as of anybody.
   */
  Erasure erase(String agent);

  /**
   * Replaces public and private addresses of calls that were first heard of before a moment by the
   * network they lie in, also where a report or an event repeats them.
   */
  void shortenAddresses(Instant before);

  /**
   * Takes persons out of calls that were first heard of before a moment, and out of API metrics
   * from before it: the agent becomes {@code (person N)}, with one number for each as long as
   * anything is stored under the name, so that counts of agents stay true; ARN and device labels
   * become absent; reports and events lose them too.
   */
  void anonymize(Instant before);
}
