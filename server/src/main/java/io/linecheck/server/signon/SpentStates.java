package io.linecheck.server.signon;

import com.nimbusds.oauth2.sdk.id.State;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** States that came back already, for as long as they could come back again. */
final class SpentStates {
  /** Some ten megabytes; only states that this server sealed are kept. */
  private static final int MOST = 100_000;

  private final Map<State, Instant> spent = new LinkedHashMap<>();

  /** Returns whether it is the first time. */
  synchronized boolean spend(State state, Instant now, Instant forgetAt) {
    Iterator<Instant> oldestFirst = spent.values().iterator();
    while (oldestFirst.hasNext() && (!oldestFirst.next().isAfter(now) || spent.size() >= MOST)) {
      oldestFirst.remove();
    }
    return spent.putIfAbsent(state, forgetAt) == null;
  }
}
