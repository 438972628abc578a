package io.linecheck.privacy;

import io.linecheck.store.Erasure;
import io.linecheck.store.TelemetryStore;

/** Removes one person's data everywhere, whether it was stored by name or by pseudonym. */
public final class AgentErasure {
  private final TelemetryStore store;
  private final AgentDirectory directory;

  /**
   * Erases in one store.
   *
   * @param directory the one in use, so that it forgets the agent too
   */
  public AgentErasure(TelemetryStore store, AgentDirectory directory) {
    this.store = store;
    this.directory = directory;
  }

  /**
   * Returns what was removed; nothing if nothing is known of the agent.
   *
   * @param agent the agent's user name, as the softphone sends it
   */
  public Erasure erase(String agent) {
    Erasure byName = store.personalData().erase(agent);
    return Pseudonyms.stored(store.documents())
        .map(pseudonyms -> {
          String pseudonym = pseudonyms.of(agent);
          Erasure both = byName.and(store.personalData().erase(pseudonym));
          // Last, so that an erasure that failed half-way can be repeated.
          directory.remove(pseudonym);
          return both;
        })
        .orElse(byName);
  }
}
