package io.linecheck.store.duckdb;

import io.linecheck.model.CallKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls written to most recently, within a bound of memory. States in use by a group of batches
 * stay until {@link #settle}; safe for many threads.
 */
final class CallStates {
  private static final float LOAD_FACTOR = 0.75f;

  private final int capacity;
  private final LinkedHashMap<CallKey, CallState> states =
      new LinkedHashMap<>(1024, LOAD_FACTOR, true);
  private long weight;

  /**
   * @param capacity in timestamps
   */
  CallStates(int capacity) {
    this.capacity = capacity;
  }

  synchronized @Nullable CallState get(CallKey call) {
    return states.get(call);
  }

  synchronized void put(CallKey call, CallState state) {
    states.put(call, state);
    weight += state.weighAgain();
  }

  /** Forgets a call, so that it is read again from the file. */
  synchronized void forget(CallKey call) {
    CallState state = states.remove(call);
    if (state != null) {
      weight -= state.weight();
    }
  }

  synchronized void forgetAll() {
    states.clear();
    weight = 0;
  }

  /** After a commit: shows the new ends of streams, then evicts what is over the bound. */
  synchronized void settle(Iterable<CallState> touched) {
    for (CallState state : touched) {
      state.publish();
      weight += state.weighAgain();
    }
    Iterator<Map.Entry<CallKey, CallState>> eldest = states.entrySet().iterator();
    while (weight > capacity && eldest.hasNext()) {
      weight -= eldest.next().getValue().weight();
      eldest.remove();
    }
  }
}
